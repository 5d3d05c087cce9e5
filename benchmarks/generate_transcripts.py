#!/usr/bin/env python3
"""Writes Claude Code transcripts of any size from a seed, and what a right reader finds in them.

Usage: generate_transcripts.py FOLDER --megabytes N [--seed N]

FOLDER/projects/<project>/<session>.jsonl and FOLDER/expected.json. The same arguments give the same bytes. As in real life, responses
grow over several lines, resumed sessions begin with lines of earlier ones, and nearly all bytes are content, with escapes and other
alphabets in it.
"""

import argparse
import json
import random
import string
from datetime import datetime, timedelta, timezone
from pathlib import Path

MODELS = {
    "claude-sonnet-4-5-20250929": 55,
    "claude-opus-4-5-20251101": 20,
    "claude-haiku-4-5-20251001": 15,
    "claude-opus-4-1-20250805": 6,
    "claude-sonnet-4-20250514": 4,
}
WORDS = (
    r"the build fails because method total returns null when the table is empty so please add a test for it and run it again "
    r"I looked at src/main/java/App.java line 42 and think that a record fits better there \n \n \t if (count == 0) { return \"none\"; } "
    r"\u00e9t\u00e9 <b>bold</b> // later \\d+ caf\u00e9 \ud83d\ude80"
).split(" ") + ["größer", "合計", "→"]
LETTERS = string.ascii_letters + string.digits
SHARE_OF_GROWING = 0.04
SHARE_OF_RESUMED = 0.02


class Generator:
    def __init__(self, folder, seed):
        self.folder = folder
        self.random = random.Random(seed)
        self.questions = [self.text(2000) for _ in range(256)]
        self.answers = [self.text(900) for _ in range(256)]
        self.resumed = []
        self.models = {}
        self.counts = dict.fromkeys(("files", "lines", "bytes"), 0)

    def text(self, size):
        words, length = [], 0
        size *= self.random.uniform(0.5, 1.5)
        while length < size:
            words.append(self.random.choice(WORDS))
            length += len(words[-1]) + 1
        return " ".join(words)

    def identity(self, prefix, length=22):
        return prefix + "".join(self.random.choices(LETTERS, k=length))

    def uuid(self):
        digits = f"{self.random.getrandbits(128):032x}"
        return "-".join((digits[:8], digits[8:12], "4" + digits[13:16], "a" + digits[17:20], digits[20:]))

    def write(self, size):
        while self.counts["bytes"] < size:
            self.write_session()
        return {**self.counts, "models": dict(sorted(self.models.items()))}

    def write_session(self):
        project = f"project-{int(40 * self.random.random() ** 2):02d}"
        session = self.uuid()
        lines = []
        if self.resumed and self.random.random() < 0.5:
            lines, self.resumed = self.resumed, []
        common = (
            f'"isSidechain":false,"userType":"external","cwd":"/home/dev/work/{project}","sessionId":"{session}",'
            f'"version":"2.1.{self.random.randrange(90)}","gitBranch":"main"'
        )
        time = datetime(2026, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=self.random.randrange(120 * 86400))
        context = self.random.randrange(8_000, 20_000)
        for _ in range(max(2, int(self.random.expovariate(1 / 120)))):
            time += timedelta(milliseconds=int(self.random.expovariate(1 / 50_000)))
            context = self.write_turn(lines, common, time, context)
        text = "".join(lines).encode()
        file = self.folder / "projects" / f"-home-dev-work-{project}" / f"{session}.jsonl"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text)
        self.counts["files"] += 1
        self.counts["lines"] += len(lines)
        self.counts["bytes"] += len(text)

    def write_turn(self, lines, common, time, context):
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03d}Z"
        question = self.uuid()
        lines.append(
            f'{{"parentUuid":null,{common},"type":"user","message":{{"role":"user","content":"{self.random.choice(self.questions)}"}},'
            f'"uuid":"{question}","timestamp":"{stamp}"}}\n'
        )
        model = self.random.choices(list(MODELS), list(MODELS.values()))[0]
        fresh, output = self.random.randint(1, 400), 1 + int(self.random.expovariate(1 / 600))
        write = int(self.random.expovariate(1 / 1500))
        message, request = self.identity("msg_01"), self.identity("req_011")
        answer = self.random.choice(self.answers)

        def line(tokens):
            return (
                f'{{"parentUuid":"{question}",{common},"type":"assistant","message":{{"model":"{model}","id":"{message}",'
                f'"type":"message","role":"assistant","content":[{{"type":"text","text":"{answer}"}}],"stop_reason":null,'
                f'"stop_sequence":null,"usage":{{"input_tokens":{fresh},"cache_creation_input_tokens":{write},'
                f'"cache_read_input_tokens":{context},"cache_creation":{{"ephemeral_5m_input_tokens":{write},'
                f'"ephemeral_1h_input_tokens":0}},"output_tokens":{tokens},"service_tier":"standard"}}}},'
                f'"requestId":"{request}","uuid":"{self.uuid()}","timestamp":"{stamp}"}}\n'
            )

        chance = self.random.random()
        if chance < SHARE_OF_GROWING:
            lines.append(line(max(1, output // 7)))
        lines.append(line(output))
        if chance > 1 - SHARE_OF_RESUMED:
            self.resumed.append(lines[-1])
        self.count(model, (fresh, context, write, output))
        return self.random.randrange(8_000, 20_000) if context > 180_000 else context + write + output

    def count(self, model, tokens):
        sums = self.models.setdefault(
            model, dict.fromkeys(("requests", "freshInput", "cacheRead", "cacheWrite", "output"), 0)
        )
        for name, number in zip(sums, (1, *tokens)):
            sums[name] += number


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--megabytes", type=float, required=True)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    expected = Generator(arguments.folder, arguments.seed).write(arguments.megabytes * 1e6)
    (arguments.folder / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


main()
