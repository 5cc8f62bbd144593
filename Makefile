# imrcheck -- a linter for medical review letters.
#
#   make          build build/imrcheck; installs nothing
#   make demo     install what is missing (Debian), build, check samples/
#   make check    run all tests, under sanitizers too
#   make test     the tests of one VARIANT: release, san, debug, cover
#   make check-update   write what the cases print now into them
#   make accuracy       compare with the labelled letters, where they are
#   make bench          measure speed and memory over generated letters
#   make lint     layering, headers alone, cppcheck, man page, clang-tidy
#   make library  build/libimrcheck.so and .a, for include/imrcheck.h
#   make deb      a Debian package in build/
#   make format | format-check | install | uninstall | dist | clean | help

VARIANT ?= release
CC      ?= cc
CFLAGS  ?=
LDFLAGS ?=
PREFIX  ?= /usr/local
LIBDIR  ?= $(PREFIX)/lib
DESTDIR ?=
PYTHON  ?= python3
PKG_CONFIG ?= pkg-config
OBJCOPY ?= objcopy
# Where make report-tools puts what tests of reports use, if they find it.
REPORT_TOOLS ?= build/report-tools
export REPORT_TOOLS

VERSION := 0.1.0
# Of the library: raised when a program built before would no longer run.
ABI     := 0
B       := build/$(VARIANT)

ifeq ($(VARIANT),release)
  MODE := -O2
else ifeq ($(VARIANT),san)
  MODE := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
          -fno-omit-frame-pointer
else ifeq ($(VARIANT),debug)
  MODE := -O0 -g
else ifeq ($(VARIANT),cover)
  MODE := -O0 -g --coverage
else ifeq ($(VARIANT),fuzz)
  MODE := -O1 -g -fsanitize=fuzzer-no-link,address,undefined \
          -fno-sanitize-recover=all
else
  $(error unknown VARIANT '$(VARIANT)': release, san, debug, cover or fuzz)
endif
ifdef CI
  WERROR := -Werror
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
            -Wstrict-prototypes -Wmissing-prototypes -Wcast-qual \
            -Wpointer-arith -Wwrite-strings -Wundef -Wvla -Wformat=2
DEPS     := yaml-0.1 libpcre2-8
# Zeroes padding too: the frozen rules are then the same bytes every time.
ZEROED   := -ftrivial-auto-var-init=zero
# clang before 16 has to be asked twice.
TWICE    := -enable-trivial-auto-var-init-zero-knowing-it-will-be-removed-from-clang
ZEROED   := $(shell for f in '$(ZEROED)' '$(ZEROED) $(TWICE)'; do \
                  $(CC) $$f -x c -c /dev/null -o /dev/null 2>/dev/null && \
                  echo $$f && break; done)
PACK     := $(B)/rules.pack
ALL_CFLAGS = -std=c11 -pthread -D_POSIX_C_SOURCE=200809L $(WARNINGS) $(WERROR) $(MODE) $(ZEROED) \
             -fPIC -fvisibility=hidden \
             -Isrc -Iinclude -DIMRCHECK_VERSION='"$(VERSION)"' \
             -DIMRCHECK_PACK='"$(PACK)"' $(DEP_CFLAGS) $(CFLAGS) -MMD -MP
DEP_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(DEPS) 2>/dev/null)
DEP_LIBS   := $(shell $(PKG_CONFIG) --libs $(DEPS) 2>/dev/null) -pthread
TEST_LIBS  := $(shell $(PKG_CONFIG) --libs check 2>/dev/null)

RULES   := $(sort $(shell find rules -name '*.yaml'))
OBJECTS := $(patsubst src/%.c,$(B)/%.o,$(wildcard src/*/*.c))
TOOL    := $(filter $(B)/base/% $(B)/text/% $(B)/rules/%,$(OBJECTS)) \
           $(addprefix $(B)/cli/,packs.o file.o walk.o freeze.o)
LIBRARY := $(filter-out $(B)/cli/main.o $(B)/cli/freeze.o,$(OBJECTS)) \
           build/release/rules.image.o
SUITES  := $(patsubst tests/test_%.c,%,$(sort $(wildcard tests/test_*.c)))
TESTS   := $(patsubst %.c,$(B)/%.o,$(wildcard tests/*.c))
PROGRAM := $(if $(filter release,$(VARIANT)),build,$(B))/imrcheck

.PHONY: all
all: $(PROGRAM)

# The frozen rules hold 70,000 addresses. A program that stands where it was
# linked to is spared to put them right at each start, and to copy the pages:
# 2 of 4 ms. `make NO_PIE=` links one that can stand anywhere.
NO_PIE := $(if $(filter release,$(VARIANT)),-no-pie)
$(PROGRAM): $(LIBRARY) $(B)/cli/main.o
	$(CC) $(MODE) $(NO_PIE) $(LDFLAGS) $^ $(DEP_LIBS) -o $@

# All of the program but main. Only what src/imrcheck.map names can be seen:
# in the archive too, where other names could clash with those of its user.
SHARED := build/libimrcheck.so.$(VERSION)
.PHONY: library
library: $(SHARED) build/libimrcheck.a
$(SHARED): $(LIBRARY) src/imrcheck.map
	$(CC) -shared $(MODE) $(LDFLAGS) -Wl,-soname,libimrcheck.so.$(ABI) \
	    -Wl,--version-script=src/imrcheck.map -Wl,-z,defs $(LIBRARY) \
	    $(DEP_LIBS) -o $@
build/libimrcheck.a: $(LIBRARY)
	$(LD) -r $^ -o $(B)/libimrcheck.o
	$(OBJCOPY) --localize-hidden $(B)/libimrcheck.o
	rm -f $@
	$(AR) rcs $@ $(B)/libimrcheck.o

# Objects of other flags must not be mixed with these.
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(ALL_CFLAGS)' | cmp -s - $@ || \
	    echo '$(CC) $(ALL_CFLAGS)' > $@

$(B)/%.o: src/%.c $(B)/flags
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c $< -o $@

$(B)/tests/%.o: tests/%.c $(B)/suites.def
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -DIMRCHECK_PROGRAM='"$(PROGRAM)"' -I$(B) -c $< -o $@

$(B)/run-tests: $(LIBRARY) $(TESTS)
	$(CC) $(MODE) $(LDFLAGS) $^ $(DEP_LIBS) $(TEST_LIBS) -o $@

# A rule file that goes away changes the pack too.
.PHONY: FORCE
$(B)/rules.list: FORCE
	@mkdir -p $(@D)
	@echo $(RULES) | cmp -s - $@ || echo $(RULES) > $@

# The rule files one after the other, each behind "LENGTH PATH".
$(PACK): $(RULES) $(B)/rules.list Makefile
	@mkdir -p $(@D)
	@for f in $(RULES); do \
	    printf '%d %s\n' "$$(wc -c < $$f)" $$f; cat $$f; done > $@

$(B)/cli/packs.o: $(PACK) rules/schema.json
$(B)/report/html.o: src/report/html.css src/report/html.js

# The rules as they are once loaded: the program starts with them. The tool
# that freezes them tells addresses from texts, which sanitizers make alike, so
# every variant takes what the release build froze.
IMAGE := build/release/rules.image
ifeq ($(VARIANT),release)
$(IMAGE).o: $(IMAGE).s
	$(CC) -c $< -o $@
$(IMAGE).s: $(B)/freeze
	$(B)/freeze $(IMAGE) $@
$(B)/freeze: $(TOOL)
	$(CC) $(MODE) $(LDFLAGS) $^ $(DEP_LIBS) -o $@
else
$(IMAGE).o: FORCE
	@$(MAKE) --no-print-directory VARIANT=release $@
endif

$(B)/suites.def: $(SUITES:%=tests/test_%.c) Makefile
	@mkdir -p $(@D)
	@for s in $(SUITES); do echo "SUITE($$s)"; done > $@

-include $(OBJECTS:.o=.d) $(TESTS:.o=.d)

# What a bare Debian lacks; nothing is installed when nothing is missing.
.PHONY: setup
setup:
	@need=; have() { command -v "$$1" >/dev/null 2>&1; }; \
	have $(CC) || need="$$need gcc libc6-dev"; \
	have $(PKG_CONFIG) || need="$$need pkg-config"; \
	for p in yaml-0.1=libyaml-dev libpcre2-8=libpcre2-dev check=check; do \
	    $(PKG_CONFIG) --exists $${p%=*} 2>/dev/null || need="$$need $${p#*=}"; \
	done; \
	test -z "$$need" || { sudo=; test "$$(id -u)" = 0 || sudo=sudo; \
	    echo "installing:$$need"; $$sudo apt-get update -q && \
	    $$sudo env DEBIAN_FRONTEND=noninteractive \
	        apt-get install -q -y --no-install-recommends $$need; }

# Readers of reports that are not ours; tests skip what they lack.
.PHONY: report-tools
report-tools:
	npm install --no-save --no-audit --no-fund --prefix $(REPORT_TOOLS) \
	    playwright-core@1 axe-core@4 @microsoft/jest-sarif@1.0.0-beta.0

.PHONY: demo
demo: setup
	@$(MAKE) --no-print-directory all
	build/imrcheck --exit-zero samples/ || test $$? -eq 4

.PHONY: test check check-update san accuracy
test: $(PROGRAM) $(B)/run-tests
	CK_FORK=no $(B)/run-tests

check:
	@$(MAKE) --no-print-directory VARIANT=san test
	@tests/install.sh
	@$(MAKE) --no-print-directory VARIANT=release test

san:
	@$(MAKE) --no-print-directory VARIANT=san test

# Writes what the cases print now into them: to be read as a diff.
check-update: $(PROGRAM) $(B)/run-tests
	UPDATE_CASES=1 CK_FORK=no $(B)/run-tests

# Needs clang. FUZZ_SECONDS for each target; seeds are the samples and rules.
FUZZ_SECONDS ?= 30
FUZZED  := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
.PHONY: fuzz run-fuzzers cover
fuzz:
	@$(MAKE) --no-print-directory CC=clang VARIANT=fuzz run-fuzzers
run-fuzzers: $(FUZZED:%=run-fuzz-%)
$(FUZZED:%=run-fuzz-%): run-fuzz-%: $(B)/fuzz-% seeds
	$(B)/fuzz-$* -max_total_time=$(FUZZ_SECONDS) -timeout=10 -verbosity=0 \
	    $(B)/seeds/$*
# A folder for each target. A letter's first byte says how it comes.
.PHONY: seeds
seeds:
	@mkdir -p $(FUZZED:%=$(B)/seeds/%)
	@for f in samples/* tests/cases/*.case; do \
	    { printf 0; cat $$f; } > $(B)/seeds/letter/$${f##*/}; \
	    cp $$f $(B)/seeds/fold; done
	@for f in $(RULES); do \
	    cp $$f $(B)/seeds/rules/$$(echo $$f | tr / -); done
	@cp samples/*.json $(B)/seeds/json
$(B)/fuzz-%: tests/fuzz/%.c $(LIBRARY)
	$(CC) $(ALL_CFLAGS) -MF $@.d $(MODE:fuzzer-no-link%=%) -fsanitize=fuzzer \
	    $(LDFLAGS) $< $(LIBRARY) $(DEP_LIBS) -o $@

cover:
	@$(MAKE) --no-print-directory VARIANT=cover test
	@cd build/cover && gcov -n */*.gcno 2>/dev/null | \
	    awk '/^File .src/ {f=$$2} /^Lines/ && f {print f, $$2; f=""}' | \
	    sed "s/'//g" | sort

LETTERS := ../shared/letters
accuracy: $(PROGRAM)
	@if test -d $(LETTERS); then \
	    $(PYTHON) $(LETTERS)/score.py $(PROGRAM) \
	        $(LETTERS)/seeds/text $(LETTERS)/seeds/gold \
	        $(LETTERS)/real/text $(LETTERS)/real/gold; \
	else echo "no labelled letters at $(LETTERS): nothing measured"; fi

# BENCH=100000 as well takes a gigabyte below build/ and some minutes.
.PHONY: bench
BENCH := 1000 10000
bench: $(PROGRAM) build/libimrcheck.a
	@mkdir -p build/bench
	@$(CC) -O2 tests/bench/empty.c -o build/bench/empty
	@$(PYTHON) tests/bench/bench.py $(PROGRAM) build/bench/empty samples \
	    build/bench $(BENCH)
	@$(CC) -O2 -std=c11 -Iinclude tests/bench/linear.c build/libimrcheck.a \
	    $(DEP_LIBS) -o build/bench/linear
	-@build/bench/linear

.PHONY: lint format format-check
UNTIDY  := easily-swappable-parameters narrowing-conversions \
           sizeof-expression branch-clone macro-parentheses \
           implicit-widening-of-multiplication-result
HEADERS := $(wildcard include/*.h src/*/*.h)
lint:
	tests/layers.sh
	@for h in $(HEADERS); do \
	    $(CC) $(ALL_CFLAGS) -MF /dev/null -fsyntax-only -x c $$h || exit 1; done
	@! command -v cppcheck >/dev/null || cppcheck --quiet --std=c11 \
	    --enable=warning,performance,portability --inline-suppr \
	    --error-exitcode=1 -Isrc -Iinclude -DIMRCHECK_VERSION='""' \
	    -DIMRCHECK_PACK='""' src
	@! command -v mandoc >/dev/null || mandoc -Tlint -Wwarning \
	    src/imrcheck.1 src/imrcheck-rules.5
	@! command -v clang-tidy >/dev/null || clang-tidy --quiet \
	    --checks='-*,bugprone-*$(UNTIDY:%=,-bugprone-%)' \
	    --warnings-as-errors='*' \
	    $(wildcard src/*/*.c) -- $(filter-out $(ZEROED),$(ALL_CFLAGS))

format:
	clang-format -i $(HEADERS) $(wildcard src/*/*.c tests/*.c)
format-check:
	clang-format --dry-run --Werror $(HEADERS) $(wildcard src/*/*.c tests/*.c)

.PHONY: install uninstall deb dist clean help
SHARE := $(PREFIX)/share
# What is installed, and from where. Must stay together with the links below.
INSTALLED = \
    $(PREFIX)/bin/imrcheck=build/imrcheck \
    $(PREFIX)/include/imrcheck.h=include/imrcheck.h \
    $(LIBDIR)/libimrcheck.so.$(VERSION)=$(SHARED) \
    $(LIBDIR)/libimrcheck.a=build/libimrcheck.a \
    $(LIBDIR)/pkgconfig/imrcheck.pc=build/imrcheck.pc \
    $(SHARE)/man/man1/imrcheck.1=src/imrcheck.1 \
    $(SHARE)/man/man5/imrcheck-rules.5=src/imrcheck-rules.5 \
    $(SHARE)/bash-completion/completions/imrcheck=build/completion.bash \
    $(SHARE)/zsh/site-functions/_imrcheck=build/completion.zsh \
    $(SHARE)/fish/vendor_completions.d/imrcheck.fish=build/completion.fish \
    $(SHARE)/doc/imrcheck/example.c=tests/install/example.c \
    $(SHARE)/imrcheck/report.schema.json=src/report/report.schema.json \
    $(foreach f,$(RULES),$(SHARE)/imrcheck/$f=$f)
LINKS = libimrcheck.so.$(ABI) libimrcheck.so
build/completion.%: build/imrcheck
	build/imrcheck completion $* > $@
.PHONY: build/imrcheck.pc
build/imrcheck.pc:
	@printf '%s\n' 'prefix=$(PREFIX)' 'includedir=$${prefix}/include' \
	    'libdir=$(LIBDIR:$(PREFIX)/%=$${prefix}/%)' '' 'Name: imrcheck' \
	    'Description: checks letters of Independent Medical Review' \
	    'Version: $(VERSION)' 'Requires.private: $(DEPS)' \
	    'Cflags: -I$${includedir}' 'Libs: -L$${libdir} -limrcheck' \
	    'Libs.private: -pthread' > $@
install: all library build/imrcheck.pc build/completion.bash \
    build/completion.zsh build/completion.fish
	@for f in $(INSTALLED); do \
	    case $${f%%=*} in */bin/*) mode=755 ;; *) mode=644 ;; esac; \
	    install -D -m $$mode "$${f#*=}" "$(DESTDIR)$${f%%=*}" || exit 1; \
	done
	@for l in $(LINKS); do ln -sf libimrcheck.so.$(VERSION) \
	    $(DESTDIR)$(LIBDIR)/$$l || exit 1; done
	@echo installed below $(DESTDIR)$(PREFIX)
uninstall:
	@for f in $(INSTALLED); do rm -f "$(DESTDIR)$${f%%=*}"; done
	@for l in $(LINKS); do rm -f $(DESTDIR)$(LIBDIR)/$$l; done
	@rm -rf $(DESTDIR)$(SHARE)/imrcheck $(DESTDIR)$(SHARE)/doc/imrcheck
deb:
	@.ci/deb $(VERSION)
dist:
	@mkdir -p build
	git archive --prefix=imrcheck-$(VERSION)/ HEAD | \
	    gzip -9n > build/imrcheck-$(VERSION).tar.gz
clean:
	rm -rf build
help:
	@sed -n 's/^#   make/make/p' Makefile
