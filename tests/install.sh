#!/usr/bin/env bash
# install.sh -- what is installed works where it is: program, library, man
# pages, completions, Debian package; and nothing is left after uninstall.
# What a machine has no tools for is skipped, and said.
set -euo pipefail
cd "$(dirname "$0")/.."
unset MAKEFLAGS MFLAGS VARIANT
root=$PWD/build/test-install
make=${MAKE:-make}
failed=0 passed=0

ok() { passed=$((passed + 1)); }
bad() { echo "install.sh: $*" >&2; failed=$((failed + 1)); }
expect() { local what=$1; shift; if "$@"; then ok; else bad "$what"; fi; }
skip() { echo "install.sh: skipped: $*"; }
have() { command -v "$1" >/dev/null 2>&1; }
quiet() { "$@" >"$root.log" 2>&1 || { cat "$root.log" >&2; return 1; }; }

rm -rf "$root"
usr=$root/usr
quiet $make -j2 install DESTDIR="$root" PREFIX=/usr

# -- the program

cp samples/02-percocet-overturned.txt "$root/letter.txt"
status=0
(cd "$root" && usr/bin/imrcheck --format compact letter.txt) \
	>"$root/out" 2>&1 || status=$?
expect "the installed program finds nothing" test $status -eq 1
expect "no finding is printed" grep -q ': error: ' "$root/out"
expect "the schema is no JSON object" \
	grep -q '^{' "$usr/share/imrcheck/report.schema.json"
expect "the rules are not installed" \
	test -s "$usr/share/imrcheck/rules/checks/waiver.yaml"

# -- the library

lib=$usr/lib
header=$(sed -n 's/^[a-z].*\b\(imr_[a-z]*\)(.*/\1/p' "$usr/include/imrcheck.h" |
	sort)
exported=$(nm -D --defined-only "$lib/libimrcheck.so" |
	awk '$2 == "T" {sub(/@.*/, "", $3); print $3}' | sort)
archived=$(nm -g --defined-only "$lib/libimrcheck.a" |
	awk 'NF == 3 {print $3}' | sort)
expect "the header declares nothing" test -n "$header"
expect "libimrcheck.so exports other names: $exported" \
	test "$header" = "$exported"
expect "libimrcheck.a exports other names: $archived" \
	test "$header" = "$archived"
expect "the library has another name" sh -c \
	"readelf -d '$lib/libimrcheck.so' | grep -q 'SONAME.*libimrcheck.so.0\]'"

pc() {
	PKG_CONFIG_PATH=$lib/pkgconfig pkg-config \
		--define-variable=prefix="$usr" "$@" imrcheck
}
example=$usr/share/doc/imrcheck/example.c
strict='-std=c11 -Wall -Wextra -Wpedantic -Werror'
# shellcheck disable=SC2046,SC2086
{
	${CC:-cc} $strict "$example" $(pc --cflags --libs) -o "$root/shared"
	${CC:-cc} $strict "$example" $(pc --cflags) "$lib/libimrcheck.a" \
		$(pc --static --libs | sed 's/-limrcheck//') -o "$root/static"
}
for how in shared static; do
	LD_LIBRARY_PATH=$lib "$root/$how" <"$root/letter.txt" >"$root/$how.out"
	expect "the $how example finds nothing" grep -q \
		': error: .*consistency/outcome-contradicts-rationale' \
		"$root/$how.out"
done
expect "the examples differ" cmp -s "$root/shared.out" "$root/static.out"
expect "the static example needs the library" sh -c \
	"! ldd '$root/static' | grep -q libimrcheck"
expect "the version of pkg-config is another" test \
	"imrcheck $(pc --modversion)" = "$("$usr/bin/imrcheck" --version)"
if have c++; then
	expect "the header is no C++" c++ -Wall -Wextra -Werror -fsyntax-only \
		-x c++ "$usr/include/imrcheck.h"
else
	skip "the header in C++: no compiler"
fi

# -- man pages

if have mandoc; then
	for page in man1/imrcheck.1 man5/imrcheck-rules.5; do
		expect "$page" mandoc -Tlint -Wwarning "$usr/share/man/$page"
	done
else
	skip "man pages: no mandoc"
fi

# -- completions

bash_script=$usr/share/bash-completion/completions/imrcheck
zsh_script=$usr/share/zsh/site-functions/_imrcheck
fish_script=$usr/share/fish/vendor_completions.d/imrcheck.fish
"$usr/bin/imrcheck" --help | sed -n 's/^  --\([a-z-]*\).*/\1/p' \
	>"$root/options"
expect "no options" test -s "$root/options"
while read -r option; do
	expect "bash does not complete --$option" \
		grep -q -e "--$option[ \")]" "$bash_script"
	expect "zsh does not complete --$option" \
		grep -q -e "--$option[=[]" "$zsh_script"
	expect "fish does not complete --$option" \
		grep -q -e "-l $option " "$fish_script"
done <"$root/options"

# complete WORD... -- what bash proposes for the last word, one a line.
complete() {
	# shellcheck disable=SC2016
	PATH=$usr/bin:$PATH bash --norc -c '
		source "$1"; shift
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
		_imrcheck 2>/dev/null
		printf "%s\n" "${COMPREPLY[@]}"' - "$bash_script" "$@"
}
cd "$root"
expect "bash: formats" test "$(complete imrcheck --format js)" = json
expect "bash: after =" test "$(complete imrcheck --format = js)" = json
expect "bash: options" test "$(complete imrcheck --sampl)" = --sample
expect "bash: commands" test "$(complete imrcheck expl)" = explain
expect "bash: files" test "$(complete imrcheck letter)" = letter.txt
expect "bash: rules" test \
	"$(complete imrcheck explain waiver/e)" = waiver/expired
expect "bash: no rules after paths" test -z \
	"$(complete imrcheck letter.txt waiver/e)"
cd - >/dev/null
if have zsh; then
	expect "zsh: syntax" zsh -n "$zsh_script"
else
	skip "zsh completion: no zsh"
fi
if have fish; then
	expect "fish: syntax" fish -n "$fish_script"
else
	skip "fish completion: no fish"
fi

# -- what others call us with: every option of theirs is one of ours

for file in .pre-commit-hooks.yaml action.yml; do
	theirs=$(sed 's/#.*//' "$file" | grep -o 'imrcheck"\? .*' |
		grep -o -e '--[a-z][a-z-]*' | sort -u)
	expect "$file names no option" test -n "$theirs"
	for option in $theirs; do
		expect "$file: no option $option" \
			grep -qx -e "${option#--}" "$root/options"
	done
done

# -- the Debian package

if have dpkg-deb; then
	quiet $make deb
	deb=$(ls build/imrcheck_*_"$(dpkg --print-architecture)".deb)
	dpkg-deb --extract "$deb" "$root/deb"
	status=0
	"$root/deb/usr/bin/imrcheck" --format compact "$root/letter.txt" \
		>"$root/deb.out" 2>&1 || status=$?
	expect "the packaged program finds nothing" test $status -eq 1
	expect "the packaged program finds other things" \
		grep -q ': error: ' "$root/deb.out"
	(cd "$root/deb" && dpkg-deb --ctrl-tarfile "../../../$deb" |
		tar -xO ./md5sums | md5sum --quiet -c -) || bad "md5sums"
	expect "the package depends on nothing" sh -c \
		"dpkg-deb -f '$deb' Depends | grep -q libyaml-0-2"
	expect "files belong to somebody" sh -c \
		"! dpkg-deb -c '$deb' | grep -v ' root/root '"
	if [ "$(id -u)" = 0 ]; then
		mkdir -p "$root/system/var/lib/dpkg"/{info,updates}
		: >"$root/system/var/lib/dpkg/status"
		expect "dpkg does not install it" quiet dpkg \
			--root="$root/system" --force-depends \
			--force-not-root --no-triggers -i "$deb"
		expect "dpkg does not know it" sh -c \
			"dpkg --root='$root/system' -s imrcheck |
			grep -q '^Status: install ok'"
		expect "it does not run from there" sh -c \
			"'$root/system/usr/bin/imrcheck' --version >/dev/null"
	else
		skip "dpkg --root: not root"
	fi
else
	skip "Debian package: no dpkg-deb"
fi

# -- and away with it

quiet $make uninstall DESTDIR="$root" PREFIX=/usr
left=$(find "$usr" ! -type d)
expect "left after uninstall: $left" test -z "$left"

echo "install.sh: $passed passed, $failed failed"
test $failed -eq 0
