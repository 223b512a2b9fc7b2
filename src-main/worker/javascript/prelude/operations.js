/** Promises of operations under way, by their number. */
const pending = new Map();
let lastNumber = 0;

/** Begins an operation of the host, which takes a number before its parameters, and gives the promise of its value. */
export function operate(begin, ...parameters) {
  lastNumber += 1;
  const number = lastNumber;
  const { promise, resolve, reject } = Promise.withResolvers();
  begin(number, ...parameters);
  // An error that is made here has the stack of whoever asked.
  pending.set(number, { resolve, reject, error: new Error() });
  return promise;
}

/** Settles the promise of an operation: with its value, or with the problem where there is one. */
export function complete(number, value, problem) {
  const { resolve, reject, error } = pending.get(number);
  pending.delete(number);
  if (problem === undefined) {
    resolve(value);
    return;
  }
  error.message = problem;
  reject(error);
}
