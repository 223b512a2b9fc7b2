import { describe, expect, it } from 'vitest';
import { readTranscript } from '../../../../src-main/toolchain/go-plan/read-transcript.ts';

const compile =
  '/go/tool/compile -o $WORK/b001/_pkg_.a -trimpath "/home/a b=>sample;$WORK/b001=>" -p main ./main.go "/home/a b/wo rd.go"';
const link =
  "GOROOT='' /go/tool/link -o $WORK/b001/exe/a.out -importcfg $WORK/b001/importcfg.link -buildid= $WORK/b001/_pkg_.a";

/** What Go prints of a program whose packages it has, but for these lines. */
function transcript({ before = '', compiler = compile, linker = link } = {}): string {
  return `WORK=/tmp/go-build1
${before}mkdir -p $WORK/b001/
cat >/tmp/go-build1/b001/importcfg << 'EOF' # internal
# import config
packagefile fmt=/cache/1-d
EOF
cd /home/a b
${compiler}
go tool buildid -w $WORK/b001/_pkg_.a # internal
cp $WORK/b001/_pkg_.a /cache/2-d # internal
cat >$WORK/b001/importcfg.link << 'EOF'
packagefile sample=/tmp/go-build1/b001/_pkg_.a
modinfo "path\\tsample\\n"
EOF
mkdir -p $WORK/b001/exe/
cd .
${linker}
go tool buildid -w $WORK/b001/exe/a.out # internal
mv $WORK/b001/exe/a.out output.wasm
rm -rf $WORK/b001/
`;
}

describe('what go build -x printed', () => {
  it('is read as one compilation and one link, at any place', () => {
    expect(readTranscript(transcript())).toEqual({
      files: new Map([
        ['importcfg', '# import config\npackagefile fmt=/cache/1-d\n'],
        ['importcfg.link', 'packagefile sample=$WORK/b001/_pkg_.a\nmodinfo "path\\tsample\\n"\n'],
      ]),
      compile: {
        variables: [],
        words: [
          ...['/go/tool/compile', '-o', '$WORK/b001/_pkg_.a', '-trimpath', '$SOURCE=>sample;$WORK/b001=>'],
          ...['-p', 'main', './main.go', '$SOURCE/wo rd.go'],
        ],
      },
      link: {
        variables: [['GOROOT', '']],
        words: [
          ...['/go/tool/link', '-o', '$WORK/b001/exe/a.out', '-importcfg', '$WORK/b001/importcfg.link'],
          ...['-buildid=', '$WORK/b001/_pkg_.a'],
        ],
      },
    });
  });

  it('is read as an older Go wrote it, whose temporary files lay beside the source', () => {
    const older = transcript({
      compiler: compile.replaceAll('$WORK', './go-build1'),
      linker: link.replace("GOROOT=''", "GOROOT_FINAL='$GOROOT'"),
    })
      .replaceAll('/tmp/go-build1', '/home/a b/go-build1')
      .replaceAll('go tool buildid', '/go/tool/buildid')
      .replace('rm -rf', 'rm -r');
    const plan = readTranscript(older);
    expect(plan?.compile).toEqual(readTranscript(transcript())?.compile);
    expect(plan?.link.variables).toEqual([['GOROOT_FINAL', '$GOROOT']]);
  });

  it.each([
    ['nothing', ''],
    ['the complaint of a compiler', '# sample\n./main.go:3:5: undefined: word\n'],
    [
      'the compilation of a package that was imported',
      transcript({ before: 'cd /home/a b\n/go/tool/compile -p word\n' }),
    ],
    ['an assembler', transcript({ before: '/go/tool/asm -p main ./code.s\n' })],
    [
      'a file that is not about packages',
      transcript({ before: "cat >$WORK/b001/embedcfg << 'EOF'\n{}\nEOF\n" }),
    ],
    ['no compilation', transcript({ compiler: '' })],
    ['words that a shell would read otherwise', transcript({ compiler: `${compile} -X="a b"` })],
    ['letters that are escaped', transcript({ compiler: `${compile} "./\\u00a0.go"` })],
  ])('is no plan with %s', (_, text) => {
    expect(readTranscript(text)).toBeNull();
  });
});
