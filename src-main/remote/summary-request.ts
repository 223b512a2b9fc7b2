/** Who we are in a cloud, and our organisations. The client's own request insists on applications and all. */
export const summaryRequest = { method: 'get', url: '/v2/summary', headers: { Accept: 'application/json' } };
