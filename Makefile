# Short names for the commands of development. CORPORA is the folder that the model card describes.
CORPORA ?= ../shared

.PHONY: test format snapshots docs examples bench peers train evaluate wheel sdist hammers frames

test: ## every check, as the continuous integration runs it
	bash tests/run.sh

format:
	cargo fmt --all

snapshots: ## accept the present analyses of the example articles; read the diff before you commit it
	UPDATE_SNAPSHOTS=1 cargo test -p detente-tests --test snapshots

docs: ## the site, in target/docs/site
	bash docs/build.sh

examples: ## accept what the examples of the pages print now; read the diff before you commit it
	target/docs/venv/bin/python docs/examples.py --accept

bench:
	cargo bench -p detente-benches

peers: ## the same texts with other libraries, in an environment of their own; writes the table of the README
	bash benches/peers/run.sh 3 --write README.md

train:
	cargo run --release -p detente-train -- train --data $(CORPORA)

evaluate:
	cargo run --release -p detente-train -- evaluate --sets $(CORPORA)/eval/sets

wheel: ## for any Linux with glibc 2.17 or later, in dist; needs `pip install maturin ziglang`
	maturin build --release --locked --zig --compatibility manylinux2014 --out dist

sdist: ## what pip builds a wheel from, in dist
	maturin sdist --out dist

hammers: ## the hammers at full size, and the command on 256 MB in every format: half an hour
	bash tests/long.sh

frames: ## a frame of articles to tones, and where the time goes
	python benches/frames/frames.py
