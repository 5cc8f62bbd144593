# imrcheck -- a linter for medical review letters.
#
#   make          build build/imrcheck; installs nothing
#   make demo     install what is missing (Debian), build, check samples/
#   make check    run all tests, under sanitizers too
#   make help     the other targets

VARIANT ?= release
CC      ?= cc
CFLAGS  ?=
LDFLAGS ?=
PREFIX  ?= /usr/local
DESTDIR ?=
PYTHON  ?= python3
PKG_CONFIG ?= pkg-config

VERSION := 0.1.0
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
else
  $(error unknown VARIANT '$(VARIANT)': release, san, debug or cover)
endif
ifdef CI
  WERROR := -Werror
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
            -Wstrict-prototypes -Wmissing-prototypes -Wcast-qual \
            -Wpointer-arith -Wwrite-strings -Wundef -Wvla -Wformat=2
DEPS     := yaml-0.1 libpcre2-8
ALL_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L $(WARNINGS) $(WERROR) $(MODE) \
             -Isrc -Iinclude -DIMRCHECK_VERSION='"$(VERSION)"' \
             $(shell $(PKG_CONFIG) --cflags $(DEPS)) $(CFLAGS) -MMD -MP
LIBS     = $(shell $(PKG_CONFIG) --libs $(DEPS))

LIB_SOURCES := $(filter-out src/cli/main.c,$(wildcard src/*/*.c))
LIB_OBJECTS := $(LIB_SOURCES:src/%.c=$(B)/%.o)

.PHONY: all
all: $(LIB_OBJECTS)

$(B)/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c $< -o $@

-include $(LIB_OBJECTS:.o=.d)
