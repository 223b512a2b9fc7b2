import {
  mostRedirects,
  type RequestDraft,
  type RequestRow,
  usualRedirects,
} from '../../contract/rpc/requests.ts';
import { encodeField, parseForm } from '../form-text.ts';

/** A comment `# @name value`; with an empty name, a comment that is nothing but that. */
export type Directive = readonly [name: string, value: string];

const directivePattern = /^\s*(?:#|\/\/)\s*@([\w-]+)(?:\s+(.*?))?\s*$/s;
const commentPattern = /^\s*(?:#|\/\/)(.*)$/s;

/** The directive or comment of a line; null where the line is neither. */
export function readDirective(line: string): Directive | null {
  const [, name, value] = directivePattern.exec(line) ?? [];
  if (name !== undefined) return [name, value ?? ''];
  const comment = commentPattern.exec(line)?.[1];
  return comment === undefined ? null : ['', comment.trim()];
}

/** What of a request stands in directives of ours, which other programs ignore; each with all of its values. */
const directiveWriters: Readonly<Record<string, (draft: RequestDraft) => readonly string[]>> = {
  auth: ({ authentication: { kind } }) => (kind === 'control-plane' ? [kind] : []),
  timeout: ({ timeout }) => (timeout > 0 ? [`${timeout} ms`] : []),
  'follow-redirects': ({ redirects }) =>
    redirects === 0 ? [] : [redirects === usualRedirects ? '' : String(redirects)],
  'path-parameter': ({ pathParameters }) => pathParameters.filter(isNamed).map(writeField),
  'disabled-parameter': ({ disabledParameters }) => disabledParameters.filter(isNamed).map(writeField),
  'disabled-field': ({ body }) => (body.kind === 'form' ? body.rows.filter(isDisabled).map(writeField) : []),
  'disabled-part': ({ body }) =>
    body.kind === 'multipart'
      ? body.parts.filter((part) => isDisabled(part) && part.file === null).map(writeField)
      : [],
  'disabled-file': ({ body }) =>
    body.kind === 'multipart'
      ? body.parts.flatMap(({ name, file, enabled }) =>
          enabled || file === null ? [] : [writeField({ name, value: file })],
        )
      : [],
};

/** Whether a directive says something that a draft has a place of its own for. */
export function isOurs([name]: Directive): boolean {
  return name === 'name' || name in directiveWriters;
}

/** The directives of ours by name, with the values that the draft gives them: one line a value. */
export function directivesOf(draft: RequestDraft): [name: string, values: readonly string[]][] {
  return Object.entries(directiveWriters).map(([name, write]) => [name, write(draft)]);
}

/** The line of a directive. */
export function writeDirective(name: string, value: string): string {
  return `# @${name} ${value}`.trimEnd();
}

/** Gives the draft what the directives say of it. */
export function applyDirectives(draft: RequestDraft, directives: readonly Directive[]): RequestDraft {
  const values = (wanted: string) => directives.flatMap(([name, value]) => (name === wanted ? [value] : []));
  const rows = (name: string) => values(name).flatMap((value) => parseForm(value) ?? []);
  const fields = (name: string) => rows(name).map(disabled);
  return {
    ...draft,
    name: values('name')[0] || draft.name,
    authentication: values('auth').includes('control-plane')
      ? { kind: 'control-plane' }
      : draft.authentication,
    pathParameters: rows('path-parameter').map(parameterOf),
    disabledParameters: rows('disabled-parameter').map(parameterOf),
    redirects: values('follow-redirects').map(readRedirects)[0] ?? 0,
    timeout: values('timeout').map(readDuration)[0] ?? 0,
    body: withDisabled(draft.body, {
      rows: fields('disabled-field'),
      parts: [
        ...fields('disabled-part').map((row) => ({ ...row, file: null })),
        ...fields('disabled-file').map((row) => ({ ...row, value: '', file: row.value })),
      ],
    }),
  };
}

type Body = RequestDraft['body'];
type Disabled = {
  readonly rows: Extract<Body, { kind: 'form' }>['rows'];
  readonly parts: Extract<Body, { kind: 'multipart' }>['parts'];
};

/** A form all of whose fields are disabled has no body in the file. */
function withDisabled(body: Body, { rows, parts }: Disabled): Body {
  if (body.kind === 'form') return { ...body, rows: [...body.rows, ...rows] };
  if (body.kind === 'multipart') return { ...body, parts: [...body.parts, ...parts] };
  if (body.kind === 'none' && rows.length > 0) return { kind: 'form', rows };
  if (body.kind === 'none' && parts.length > 0) return { kind: 'multipart', parts };
  return body;
}

/** `30`, `30 s`, `1500 ms`, `2 m`: seconds unless it says something else. In milliseconds. */
function readDuration(text: string): number {
  const [, digits = '0', unit = 's'] = /^(\d{1,9})\s*(ms|s|m)?$/.exec(text) ?? [];
  return Number(digits) * { ms: 1, s: 1_000, m: 60_000 }[unit as 'ms' | 's' | 'm'];
}

/** A number, or without one the usual number. */
function readRedirects(text: string): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : usualRedirects;
  return Math.min(number, mostRedirects);
}

function writeField({ name, value }: Pick<RequestRow, 'name' | 'value'>): string {
  return `${encodeField(name)}=${encodeField(value)}`;
}

function isDisabled({ enabled, name }: RequestRow): boolean {
  return !enabled && name !== '';
}

function isNamed({ name }: { readonly name: string }): boolean {
  return name !== '';
}

function parameterOf({ name, value }: RequestRow): RequestDraft['pathParameters'][number] {
  return { name, value };
}

function disabled(row: RequestRow): RequestRow {
  return { ...row, enabled: false };
}
