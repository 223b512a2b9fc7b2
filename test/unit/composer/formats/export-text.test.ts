import { expect, it } from 'vitest';
import { createDraft, createRow } from '../../../../src-main/composer/draft.ts';
import { exportText } from '../../../../src-main/composer/formats/export-text.ts';
import { importText } from '../../../../src-main/composer/formats/import-text.ts';
import { serve } from '../send/loopback-server.ts';
import { openSending } from '../send/sending.ts';

async function oneExchange() {
  const sending = await openSending();
  const url = await serve((request, response) => {
    request.resume();
    response.setHeader('Atelier-Invocation-Id', 'inv_1');
    response.setHeader('Content-Type', 'image/png');
    response.end(Buffer.from([0x89, 0x50, 0xff]));
  });
  const exchange = await sending.send({
    name: 'Cover',
    url: `${url}/covers?of=dune`,
    method: 'POST',
    headers: [createRow('X-Shop', 'Lisbon')],
    body: { kind: 'text', text: '{"a":1}', contentType: 'application/json' },
  });
  const facts = {
    history: sending.history,
    version: '1.2.3',
    findInvocation: async () => ({ dmesg: 'invocation 1\n', phases: [{ name: 'guest', duration: 1_500 }] }),
  };
  return { exchange, facts };
}

it('writes what was really sent as HAR 1.2, with the trace behind it', async () => {
  const { exchange, facts } = await oneExchange();
  const text = await exportText({ format: 'har', exchangeIds: [exchange.id], drafts: [] }, facts);
  const { log } = JSON.parse(text);
  expect(log).toMatchObject({ version: '1.2', creator: { name: 'Atelier', version: '1.2.3' } });
  const [entry] = log.entries;
  expect(entry).toMatchObject({
    startedDateTime: exchange.sentAt,
    time: exchange.timing.total,
    comment: 'Cover',
    request: {
      method: 'POST',
      httpVersion: 'HTTP/1.1',
      queryString: [{ name: 'of', value: 'dune' }],
      postData: { mimeType: 'application/json', text: '{"a":1}' },
      bodySize: 7,
    },
    response: { status: 200, content: { size: 3, mimeType: 'image/png', text: 'iVD/', encoding: 'base64' } },
    _trace: 'invocation 1\n',
    _phases: { guest: 1.5 },
  });
  expect(entry.request.headers).toContainEqual({ name: 'User-Agent', value: 'Atelier/1.2.3' });
  const { drafts } = importText(text);
  expect(drafts).toMatchObject([{ method: 'POST', url: exchange.request.url, body: { text: '{"a":1}' } }]);
});

it('writes what requests were sent from as a collection, and drafts beside them', async () => {
  const { exchange, facts } = await oneExchange();
  const input = { exchangeIds: [exchange.id], drafts: [createDraft({ url: '{{gateway}}/' })] };
  const { drafts } = importText(await exportText({ ...input, format: 'postman' }, facts));
  expect(drafts.map(({ name, url }) => [name, url])).toEqual([
    ['Cover', exchange.request.url],
    ['GET {{gateway}}/', '{{gateway}}/'],
  ]);
  const { log } = JSON.parse(await exportText({ ...input, format: 'har' }, facts));
  expect(log.entries[1]).toMatchObject({ request: { url: '{{gateway}}/' }, response: { status: 0 } });
});
