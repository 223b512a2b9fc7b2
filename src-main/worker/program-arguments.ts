/** argv of every function: what platforms of this kind call a program that has no file. */
export const programArguments: readonly string[] = ['function'];
