import { AtelierError } from '../contract/errors.ts';
import { errnoNames, type Hostcall, hostcalls } from '../contract/hostcalls.ts';
import type { Halt, StackFrame } from '../contract/invocation.ts';
import {
  dmesgName,
  exitReason,
  haltName,
  haltReasons,
  neverReturned,
  unescapeLine,
} from './dmesg-grammar.ts';
import { parseGoDuration } from './go-duration.ts';
import type { TraceCall, TraceGap, TraceValue } from './trace-call.ts';
import { phasesOf, type TraceModel } from './trace-model.ts';

const byName = new Map(hostcalls.map((call) => [dmesgName(call), call]));

const haltKinds = Object.keys(haltReasons) as (keyof typeof haltReasons)[];

/** A value as any platform may write it, and what separates it from the next. */
const hexadecimal = '(?:0x)?[0-9a-fA-F]+(?:, |(?=\\)))';
const callLine = new RegExp(`^([A-Z][A-Z0-9_]*)\\((?:vmctx=${hexadecimal})?((?:-?${hexadecimal})*)\\)\\s*$`);
const frameLine = /^\tat 0x([0-9a-fA-F]+): (.*)$/s;
const timeLine = /^(Start|Run|Total) time: (\S+)\s*$/;

/** Under the call after which some were not kept. */
const droppedLine = /^dropped: (\d+) calls$/;

/** A call and the indented lines under it. */
interface CallBlock {
  readonly name: string;
  readonly values: readonly bigint[];
  readonly details: string[];
}

/**
 * Reads dmesg, ours or the cloud's, back into a model. Text has no times of calls, so all of the run counts as the
 * guest's. Throws `invalid-input`, naming the line, for text that is not dmesg.
 */
export function parseDmesg(text: string): TraceModel {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const blocks = readBlocks(lines);
  const exit = blocks.find(({ name }) => name === haltName);
  const guestBlocks = blocks.filter((block) => block !== exit);
  const stack = readStack(lines);
  const timing = {
    start: readTime(lines, 'Start'),
    run: readTime(lines, 'Run'),
    total: readTime(lines, 'Total'),
  };
  return {
    calls: guestBlocks.map(toCall),
    gap: readGap(guestBlocks),
    halt: readHalt(lines, exit, stack),
    stack,
    timing,
    phases: phasesOf(timing, 0),
  };
}

function readBlocks(lines: readonly string[]): CallBlock[] {
  const blocks: CallBlock[] = [];
  const ending = lines.findIndex((line) => line.startsWith('Halt reason: '));
  for (const [index, line] of lines.slice(0, Math.max(ending, 0)).entries()) {
    if (line.trim() === '' || timeLine.test(line)) continue;
    const call = callLine.exec(line);
    if (call !== null)
      blocks.push({ name: call[1] as string, values: readValues(call[2] as string), details: [] });
    else if (line.startsWith('\t') && blocks.length > 0) blocks.at(-1)?.details.push(line.slice(1));
    else throw new AtelierError('invalid-input', `Line ${index + 1} is not one of dmesg: ${line}`);
  }
  return blocks;
}

/** Values are unsigned here; one that is written with a sign is what its 64 bits are. */
function readValues(list: string): bigint[] {
  return list
    .split(', ')
    .filter((value) => value !== '')
    .map((value) => {
      const [, sign, digits] = /^(-?)(?:0x)?(.*)$/i.exec(value)!;
      const size = BigInt(`0x${digits}`);
      return sign === '' ? size : BigInt.asUintN(64, -size);
    });
}

function toCall({ name, values, details }: CallBlock): TraceCall {
  const hostcall = byName.get(name) ?? null;
  const fields = new Map(details.map(readField));
  const errno = readErrno(fields.get('errno'), hostcall, details);
  return {
    name,
    hostcall,
    parameters: values.map((value, index) => toParameter(value, index, hostcall, fields)),
    results: details.flatMap((detail) => toResult(detail, hostcall)),
    errno,
    returned: !details.includes(neverReturned) && hostcall?.returns !== 'never',
    remark: readRemark(details, hostcall, errno),
    start: null,
    end: null,
    guestBefore: null,
  };
}

function readField(detail: string): [string, string] {
  const [, name = detail, value = ''] = /^(\w+): (.*)$/s.exec(detail) ?? [];
  return [name, value];
}

function toParameter(
  value: bigint,
  index: number,
  hostcall: Hostcall | null,
  fields: ReadonlyMap<string, string>,
) {
  const { name, kind } = hostcall?.parameters[index] ?? { name: `${index}`, kind: 'flags' as const };
  const text = kind === 'text' ? fields.get(name) : undefined;
  return { name, kind, value, text: text === undefined ? null : readQuoted(text) };
}

/** A line like `nwritten: 12`; what it means where we know the call, and its bare value where we don't. */
function toResult(detail: string, hostcall: Hostcall | null): TraceValue[] {
  const [, name, value] = /^(\w+): (-?\d+|0x[0-9a-fA-F]+)$/.exec(detail) ?? [];
  if (name === undefined || value === undefined || name === 'errno') return [];
  const kind = hostcall?.results.find((result) => result.name === name)?.kind ?? 'size';
  return [{ name, kind, value: BigInt.asUintN(64, BigInt(value)) }];
}

/** What the host had to say; lines under a call that we don't know, another platform's, are that as well. */
function readRemark(
  details: readonly string[],
  hostcall: Hostcall | null,
  errno: number | null,
): string | null {
  const texts = hostcall?.parameters.filter(({ kind }) => kind === 'text').map(({ name }) => name) ?? [];
  const isKnown = (detail: string) => {
    const [name] = readField(detail);
    if (name === 'errno') return errno !== null;
    return detail === neverReturned || droppedLine.test(detail) || texts.includes(name);
  };
  const remarks = details.flatMap((detail) => {
    const [name, value] = readField(detail);
    if (name === 'reason') return [readQuoted(value)];
    return isKnown(detail) || toResult(detail, hostcall).length > 0 ? [] : [detail.trim()];
  });
  return remarks.length === 0 ? null : remarks.join('\n');
}

/** Success is not written: it is what a call that returns an errno has returned when nothing else is said. */
function readErrno(field: string | undefined, hostcall: Hostcall | null, details: readonly string[]) {
  if (field === undefined)
    return details.includes(neverReturned) || (hostcall !== null && hostcall.returns !== 'errno') ? null : 0;
  const [, name = '', number] = /^(\w*)(?: \((\d+)\))?$/.exec(field.trim()) ?? [];
  if (number !== undefined) return Number(number);
  if (/^\d+$/.test(name)) return Number(name);
  const known = errnoNames.findIndex((errno) => [errno, `e${errno}`].includes(name.toLowerCase()));
  return known === -1 ? null : known;
}

function readQuoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}

function readGap(blocks: readonly CallBlock[]): TraceGap | null {
  for (const [index, { details }] of blocks.entries())
    for (const detail of details) {
      const dropped = droppedLine.exec(detail);
      if (dropped !== null) return { position: index + 1, calls: Number(dropped[1]) };
    }
  return null;
}

function readHalt(lines: readonly string[], exit: CallBlock | undefined, stack: readonly StackFrame[]): Halt {
  const reason = lines.find((line) => line.startsWith('Halt reason: '))?.slice('Halt reason: '.length);
  if (reason === undefined)
    throw new AtelierError('invalid-input', 'The text has no line with a halt reason, so it is not dmesg.');
  if (reason === exitReason) return { kind: 'exit', code: Number(exit?.values[0] ?? 0n) };
  for (const kind of haltKinds) {
    const start = `${haltReasons[kind]}: `;
    if (reason.startsWith(start)) return toHalt(kind, unescapeLine(reason.slice(start.length)), stack);
  }
  return toHalt('trap', unescapeLine(reason), stack);
}

function toHalt(kind: keyof typeof haltReasons, message: string, stack: readonly StackFrame[]): Halt {
  switch (kind) {
    case 'trap':
    case 'exception':
    case 'memory-limit':
    case 'stack-limit':
      return { kind, message, stack };
    default:
      return { kind, message };
  }
}

function readStack(lines: readonly string[]): StackFrame[] {
  return lines.flatMap((line, index) => {
    const [, offset, name] = frameLine.exec(line) ?? [];
    if (offset === undefined || name === undefined) return [];
    const next = lines[index + 1] ?? '';
    const source = next.startsWith('\t\t') ? unescapeLine(next.slice(2)) : null;
    const place = Number.parseInt(offset, 16);
    return [{ functionName: unescapeLine(name), offset: place === 0 ? null : place, source }];
  });
}

function readTime(lines: readonly string[], which: 'Start' | 'Run' | 'Total'): number {
  for (const line of lines) {
    const [, name, duration] = timeLine.exec(line) ?? [];
    const time = name === which ? parseGoDuration(duration as string) : null;
    if (time !== null) return time;
  }
  throw new AtelierError(
    'invalid-input',
    `The text has no line with a ${which.toLowerCase()} time, so it is not dmesg.`,
  );
}
