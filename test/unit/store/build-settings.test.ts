import { expect, it } from 'vitest';
import { emptyStore } from './empty-store.ts';
import { sampleFunction } from './samples.ts';

it('keeps the settings of each function, the defaults where nothing was said', () => {
  const { functions, buildSettings } = emptyStore();
  functions.insert(sampleFunction('function_1'));
  expect(buildSettings.find('function_1')).toEqual({ optimisation: 'auto', strip: 'debuginfo' });
  buildSettings.put('function_1', { optimisation: 'Oz', strip: 'symbols' });
  buildSettings.put('function_1', { optimisation: 'O3', strip: 'debuginfo' });
  expect(buildSettings.find('function_1')).toEqual({ optimisation: 'O3', strip: 'debuginfo' });
});
