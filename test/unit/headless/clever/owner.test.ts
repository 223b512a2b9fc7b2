import { describe, expect, it } from 'vitest';
import { resolveOwner } from '../../../../src-main/headless/clever/owner.ts';
import type { CloudClient } from '../../../../src-main/remote/cloud-client.ts';

const summary = {
  user: { id: 'user_1', name: 'Ada', email: 'ada@example.org', applications: [], addons: [] },
  organisations: [
    { id: 'orga_1', name: 'Engines', applications: [], addons: [] },
    { id: 'orga_2', name: 'Looms', applications: [], addons: [] },
    { id: 'orga_3', name: 'looms', applications: [], addons: [] },
  ],
};

function cloud(ownerId: string | null, answer: unknown = summary): CloudClient {
  const oauth = { consumerKey: '', consumerSecret: '', token: '', secret: '' };
  return { target: { host: '', oauth, ownerId }, send: async <Answer>() => answer as Answer };
}

describe('resolveOwner', () => {
  it.each([
    ['the owner of the local platform', cloud('orga_9'), undefined, 'orga_9'],
    ['the first organisation of another cloud', cloud(null), undefined, 'orga_1'],
    ['the user who has none', cloud(null, { ...summary, organisations: [] }), undefined, 'user_1'],
    ['an id as it is', cloud('orga_9'), 'orga_other', 'orga_other'],
    ['a name in any case', cloud('orga_9'), 'ENGINES', 'orga_1'],
    ["the user's own name", cloud(null), 'ada', 'user_1'],
  ])('gives %s', async (_, client, wanted, ownerId) => {
    expect(await resolveOwner(client, wanted)).toBe(ownerId);
  });

  it('says who there is for a name that nobody has', async () => {
    await expect(resolveOwner(cloud(null), 'Mills')).rejects.toThrow(/"Mills".*Engines \(orga_1\)/);
  });

  it('asks for the id of a name that two have', async () => {
    await expect(resolveOwner(cloud(null), 'Looms')).rejects.toThrow(/more than one.*orga_2.*orga_3/);
  });
});
