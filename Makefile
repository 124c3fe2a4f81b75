# The commands: `make roll`, `make sample` and `make test`. Each sets everything up that it needs.

SWIFT ?= swift
ROLLER = .build/release/roller
SCHEDULE ?= python

NIGHTS ?= 1
TIMES ?= 200
PREFIX ?= /usr/local

.PHONY: help roll sample test long build install setup setup-test check bench clean

help:
	@echo 'make roll    set up, build, run tonight'"'"'s roll of the schedule "$(SCHEDULE)"'
	@echo 'make sample  grow a small family of real repositories, build everything from source, roll it'
	@echo 'make test    set up, build, pass every test; FILTER=HookTests: those whose name has it'
	@echo 'make long    1,000 lives of a repository; the quick tests 200 times beside loaded cores, hours long'
	@echo 'make build   set up, build .build/release/roller'
	@echo 'make install PREFIX=/usr/local   binary, completions of bash, zsh and fish, manual pages'
	@echo 'make check   format, imports and the rules that no compiler knows'
	@echo 'make bench   measure planning, surveys and hooks, side by side'

roll: build
	@$(ROLLER) roll $(SCHEDULE)

# NIGHTS=3 goes on with what happens upstream on the second and third day.
sample: build
	@scripts/sample --nights $(NIGHTS)

build: setup
	@scripts/quietly "Building roller" $(SWIFT) build -c release --product roller

setup:
	@scripts/setup roll

setup-test:
	@scripts/setup roll test

# FILTER=HookTests builds and runs what has that in its name.
test: setup-test
	@scripts/test $(if $(FILTER),--filter '$(FILTER)')

# Lives in which a promise is broken seldom (1,000 whole years of other seeds than a test run's), and tests that
# fail seldom.
long: setup-test
	@scripts/quietly "Building the lives" $(SWIFT) build -c release --product life
	@.build/release/life 0 1000 10000
	@scripts/quietly "Building the tests" $(SWIFT) build --build-tests
	@scripts/repeat-quick $(TIMES)

check: setup-test
	@scripts/check

# REPOSITORY=folder adds surveys of a bare repository, side by side with git's own.
bench: build
	@scripts/quietly "Building roller-lab" $(SWIFT) build -c release --product roller-lab
	@.build/release/roller-lab bench $(if $(REPOSITORY),--repository $(REPOSITORY))
	@scripts/bench-hooks $(ROLLER)

# Binary, completions and manual pages, under a prefix (DESTDIR before it, as packagers have it).
install: build
	@scripts/install $(ROLLER) $(DESTDIR)$(PREFIX)

clean:
	rm -rf .build
