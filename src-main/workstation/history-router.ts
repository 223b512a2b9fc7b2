import type { WorkstationContext } from './context.ts';

/** The calls about what was sent before. */
export function createHistoryRouter({ rpc, hub, composer: { history } }: WorkstationContext) {
  return {
    list: rpc.history.list.handler(({ input: { text, requestKey = null, limit, before = null } }) =>
      history.list({ text, requestKey, limit, before }),
    ),
    get: rpc.history.get.handler(({ input }) => history.get(input.exchangeId)),
    body: rpc.history.body.handler(async ({ input: { exchangeId, side, offset, length } }) => {
      const { bytes, size } = await history.body(exchangeId, side, { offset, length });
      return { bytes: new Blob([bytes]), size };
    }),
    pin: rpc.history.pin.handler(async ({ input: { exchangeId, pinned, label } }) => {
      const exchange = await history.pin(exchangeId, pinned, label);
      hub.publish({ topic: 'exchange', exchangeId });
      hub.publish({ topic: 'history' });
      return exchange;
    }),
    move: rpc.history.move.handler(({ input: { from, to } }) => {
      for (const exchangeId of history.move(from, to)) hub.publish({ topic: 'exchange', exchangeId });
      hub.publish({ topic: 'history' });
      return {};
    }),
    remove: rpc.history.remove.handler(async ({ input }) => {
      await history.remove(input.exchangeId);
      hub.publish({ topic: 'history' });
      return {};
    }),
    clear: rpc.history.clear.handler(async () => {
      await history.clear();
      hub.publish({ topic: 'history' });
      return {};
    }),
    reopen: rpc.history.reopen.handler(({ input }) => history.reopen(input.exchangeId)),
  };
}
