#!/bin/sh
# layers.sh -- no file may include a header of a layer above its own.
layers="base text rules letter engine report cli"
rank() { i=0; for l in $layers; do i=$((i + 1)); [ "$l" = "$1" ] && echo $i; done; }
grep -Hno '^#include "[a-z]*/' src/*/*.[ch] | sed 's|^src/||' | {
	bad=0
	while IFS=: read -r file line what; do
		own=$(rank "${file%%/*}") used=${what#*\"}
		used=$(rank "${used%/}")
		[ "${used:-99}" -le "$own" ] && continue
		echo "src/$file:$line: includes upwards: $what"; bad=1
	done
	exit $bad
}
