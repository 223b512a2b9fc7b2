import { errnoNames } from '../contract/hostcalls.ts';
import type { Halt, StackFrame } from '../contract/invocation.ts';
import {
  escapeLine,
  exitReason,
  gracefulExit,
  guestContext,
  haltContext,
  haltName,
  haltReasons,
  neverReturned,
} from './dmesg-grammar.ts';
import { formatGoDuration } from './go-duration.ts';
import type { TraceCall } from './trace-call.ts';
import type { TraceModel } from './trace-model.ts';

/** Writes an invocation's trace as dmesg: text in the vendor's grammar (docs/wire.md, 2), with a line end at its end. */
export function writeDmesg({ calls, gap, halt, stack, timing }: TraceModel): string {
  const callLines = calls.flatMap((call, index) => [
    ...writeCall(call),
    ...(gap !== null && index + 1 === gap.position ? [`\tdropped: ${gap.calls} calls`] : []),
  ]);
  const sections = [
    [`Start time: ${formatGoDuration(timing.start)}`],
    [...callLines, ...writeHalt(halt)],
    [`Halt reason: ${haltReason(halt)}`],
    stack.flatMap(writeFrame),
    [`Run time: ${formatGoDuration(timing.run)}`, `Total time: ${formatGoDuration(timing.total)}`],
  ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${text.join('\n\n')}\n`;
}

function writeCall({ name, parameters, results, errno, returned, remark, hostcall }: TraceCall): string[] {
  const values = parameters.map(({ value }) => hexadecimal(value));
  const texts = parameters.flatMap((parameter) =>
    parameter.text === null ? [] : [`\t${parameter.name}: ${JSON.stringify(parameter.text)}`],
  );
  return [
    `${name}(${[`vmctx=${guestContext}`, ...values].join(', ')})`,
    ...texts,
    ...results.map((result) => `\t${result.name}: ${result.value}`),
    ...(errno === null || errno === 0 ? [] : [`\terrno: e${errnoNames[errno] ?? ''} (${errno})`]),
    ...(remark === null ? [] : [`\treason: ${JSON.stringify(remark)}`]),
    ...(returned || hostcall?.returns === 'never' ? [] : [`\t${neverReturned}`]),
  ];
}

/** The guest's exit stands among the calls; every other end has only its reason. */
function writeHalt(halt: Halt): string[] {
  if (halt.kind !== 'exit') return [];
  const call = `${haltName}(vmctx=${haltContext}, ${hexadecimal(BigInt(halt.code))})`;
  return [call, halt.code === 0 ? `\t${gracefulExit}` : `\tEXIT CODE ${halt.code}`];
}

function haltReason(halt: Halt): string {
  return halt.kind === 'exit' ? exitReason : `${haltReasons[halt.kind]}: ${escapeLine(halt.message)}`;
}

/** A frame of JavaScript has no offset in the module, and its source position beneath it. */
function writeFrame({ functionName, offset, source }: StackFrame): string[] {
  const place = (offset ?? 0).toString(16).padStart(8, '0');
  const frame = `\tat 0x${place}: ${escapeLine(functionName)}`;
  return source === null ? [frame] : [frame, `\t\t${escapeLine(source)}`];
}

/** Lower case, at least two digits. */
function hexadecimal(value: bigint): string {
  return value.toString(16).padStart(2, '0');
}
