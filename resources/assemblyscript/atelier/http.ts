import { readText, writeText } from './io';
import { JsonReader, quote } from './json';

/** The HTTP trigger opens descriptor 3 for the request and 4 for the response. */
const requestDescriptor: u32 = 3;
const responseDescriptor: u32 = 4;

/** The request that called the function. */
export class Request {
  method: string = '';
  url: string = '';
  path: string = '';
  query: Map<string, string> = new Map<string, string>();
  headers: Map<string, string> = new Map<string, string>();
  /** Empty where the body is not text: `bodyBase64` then has its bytes. */
  body: string = '';
  bodyBase64: string = '';

  /** The value of a header, whatever case its name is written in; empty where there is none. */
  header(name: string): string {
    const names = this.headers.keys();
    for (let index = 0; index < names.length; index++)
      if (names[index].toLowerCase() == name.toLowerCase()) return this.headers.get(names[index]);
    return '';
  }

  /** The value of a query parameter, the first one where it is given several times; empty where there is none. */
  parameter(name: string): string {
    return this.query.has(name) ? this.query.get(name) : '';
  }
}

/** Reads the request. It can be read once. */
export function request(): Request {
  const reader = new JsonReader(readText(requestDescriptor));
  const asked = new Request();
  reader.enterObject();
  for (let key = reader.nextKey(); key !== null; key = reader.nextKey()) {
    if (key == 'method') asked.method = reader.readString();
    else if (key == 'url') asked.url = reader.readString();
    else if (key == 'path') asked.path = reader.readString();
    else if (key == 'query') asked.query = reader.readStrings();
    else if (key == 'headers') asked.headers = reader.readStrings();
    else if (key == 'body') asked.body = reader.readString();
    else if (key == 'bodyBase64') asked.bodyBase64 = reader.readString();
    else break;
  }
  return asked;
}

/** Answers the request. A function answers once. */
export function respond(status: i32, body: string = '', headers: Map<string, string> | null = null): void {
  let fields = '';
  if (headers !== null) {
    const names = headers.keys();
    for (let index = 0; index < names.length; index++)
      fields += `${(index > 0 ? ',' : '') + quote(names[index])}:${quote(headers.get(names[index]))}`;
  }
  writeText(
    responseDescriptor,
    `{"status":${status.toString()},"headers":{${fields}},"body":${quote(body)}}`,
  );
}
