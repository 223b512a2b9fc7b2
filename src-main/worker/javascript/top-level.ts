import type { Box } from './box.ts';
import { EventLoop, type Eventually, eventually } from './event-loop.ts';
import { GuestException } from './guest-exception.ts';
import type { EngineImage, JavaScriptInstance } from './javascript-instance.ts';
import { scriptName } from './javascript-stack.ts';
import type { QuickJs } from './quickjs.ts';

/** The compiled top level of a script, which can be run once. Of a classic one, `triggers` finds its functions then. */
export type TopLevel =
  | { readonly kind: 'script'; readonly code: Box; readonly triggers: Box }
  | { readonly kind: 'module'; readonly code: Box };

/** The functions that serve triggers, as far as they are declared: with `function`, `const` or `let`. */
const triggers = `({
  trigger_http: typeof trigger_http === 'undefined' ? undefined : trigger_http,
  trigger_pulsar: typeof trigger_pulsar === 'undefined' ? undefined : trigger_pulsar,
  main: typeof main === 'undefined' ? undefined : main,
})`;

/** A module's own declarations are seen from its inside alone; so that they needn't be exported, this ends it. */
const moduleEnd = `\n;import.meta.triggers = ${triggers};`;

/** Compiles as a classic script, and as a module where it is none. Throws a {@link GuestException}: a SyntaxError. */
export function compileTopLevel(quickjs: QuickJs, source: string): TopLevel {
  try {
    const code = quickjs.compile(source, scriptName, 'script');
    return { kind: 'script', code, triggers: quickjs.compile(triggers, scriptName, 'script') };
  } catch (error) {
    if (!(error instanceof GuestException)) throw error;
    return { kind: 'module', code: quickjs.compile(source + moduleEnd, scriptName, 'module') };
  }
}

/** Runs a top level to its end, and tells the prelude which triggers it declares and exports. */
export function runTopLevel(
  instance: JavaScriptInstance,
  { entries }: EngineImage,
  topLevel: TopLevel,
): Eventually<void> {
  const { quickjs } = instance;
  const loop = new EventLoop(instance, entries);
  const define = (declared: Box, exported: Box) => void quickjs.call(entries.define, declared, exported);
  if (topLevel.kind === 'module') {
    const module = quickjs.runModule(topLevel.code);
    return eventually(loop.settle(module.promise), () =>
      define(quickjs.property(module.meta(), 'triggers'), module.namespace()),
    );
  }
  quickjs.runScript(topLevel.code);
  const declared = quickjs.runScript(topLevel.triggers);
  return eventually(loop.settle(declared), (settled) => define(settled, quickjs.exports.qjs_new_object()));
}
