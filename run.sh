B="--min-semi-space-size=4 --max-semi-space-size=8 --initial-old-space-size=8"
for r in 1 2 3; do
for f in "$B" "$B --no-parallel-scavenge" "$B --single-threaded-gc" "--min-semi-space-size=8 --max-semi-space-size=8 --initial-old-space-size=8 --no-parallel-scavenge"; do
for w in hello js; do echo "$r|$w|$f|$(EF="$f" node_modules/.bin/node prof.local.ts $w 64 2500 2000 | grep -E 'rps|total|MainTh|worker 1' | tr -s ' ' | tr '\n' '|')"; done; done; done
