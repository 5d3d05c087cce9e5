package io.agentmeter.fuzz;

import io.agentmeter.format.EventFormat;
import io.agentmeter.format.EventFormats;
import io.agentmeter.format.claudecode.transcript.TranscriptParser;
import io.agentmeter.format.claudecode.transcript.TranscriptSession;
import io.agentmeter.functions.library.settings.InvalidSettings;
import io.agentmeter.functions.library.settings.Setting;
import io.agentmeter.functions.library.settings.Settings;
import io.agentmeter.pricing.Consumption;
import io.agentmeter.pricing.InvalidPrices;
import io.agentmeter.pricing.PriceBook;
import io.agentmeter.pricing.Quote;
import io.agentmeter.usage.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// Something that reads bytes from outside.
public enum Target {
    LOGS_JSON(() -> Seeds.contracts(name -> name.contains("otlp-logs") || name.matches(".*corpus/.*/logs.*\\.json"))) {
        @Override
        void feed(byte[] input) {
            Promises.hold(read("/v1/logs", input, JSON));
        }
    },
    METRICS_JSON(() -> Seeds.contracts(name -> name.contains("metrics") && name.endsWith(".json"))) {
        @Override
        void feed(byte[] input) {
            Promises.hold(read("/v1/metrics", input, JSON));
        }
    },
    TRACES_JSON(() -> Seeds.contracts(name -> name.contains("otlp-traces"))) {
        @Override
        void feed(byte[] input) {
            Promises.hold(read("/v1/traces", input, JSON));
        }
    },
    PROTOBUF(() -> Seeds.contracts(name -> name.endsWith(".pb"))) {
        @Override
        void feed(byte[] input) {
            for (String route : List.of("/v1/logs", "/v1/metrics", "/v1/traces")) {
                Promises.hold(read(route, input, "application/x-protobuf"));
            }
        }
    },
    HOOKS(() -> Seeds.contracts(name -> name.matches(".*hook.*\\.json"))) {
        @Override
        void feed(byte[] input) {
            Promises.hold(read("/v1/hooks/claude-code", input, JSON));
        }
    },
    NATIVE(() -> Seeds.contracts(name -> name.matches(".*(native-event|events)\\.json"))) {
        @Override
        void feed(byte[] input) {
            Promises.hold(read("/v1/events", input, JSON));
        }
    },
    TRANSCRIPT(() -> Seeds.contracts(name -> name.endsWith(".jsonl") && !name.contains("hooks"))) {
        @Override
        void feed(byte[] input) {
            TranscriptParser parser = new TranscriptParser();
            TranscriptSession session = new TranscriptSession("-home-dev-src-shop");
            int start = 0;
            for (int end = 0; end <= input.length; end++) {
                if (end == input.length || input[end] == '\n') {
                    session.add(parser.read(input, start, end));
                    start = end + 1;
                }
            }
            Promises.hold(session.events());
        }
    },
    PRICES(Seeds::prices) {
        @Override
        void feed(byte[] input) {
            try {
                PriceBook book = PriceBook.of(List.of(new String(input, StandardCharsets.UTF_8)));
                for (String model : List.of("claude-opus-5-5", "claude-haiku-5-5", "gpt-5.4", "ollama/x", "")) {
                    quote(book, model);
                }
            } catch (InvalidPrices _) {
                // The documented refusal, with every problem named.
            }
        }
    },
    MODEL_NAMES(() -> List.of(
            "eu.anthropic.claude-sonnet-4-5-20250929-v1:0".getBytes(StandardCharsets.UTF_8),
            "anthropic/claude-opus-5-5-fast[1m]".getBytes(StandardCharsets.UTF_8),
            "anthropic/claude-opus-5---fast[1m]".getBytes(StandardCharsets.UTF_8),
            "ollama/qwen3:30b".getBytes(StandardCharsets.UTF_8))) {
        @Override
        void feed(byte[] input) {
            quote(STANDARD, new String(input, StandardCharsets.UTF_8));
        }
    },
    SETTINGS(() -> List.of(
            "AGENTMETER_ZONE=Asia/Kathmandu\nAGENTMETER_DAILY_THRESHOLDS=all=50,project/shop=1.00\n"
                    .getBytes(StandardCharsets.UTF_8),
            "AGENTMETER_RAW_RETENTION_DAYS=90\nAGENTMETER_COST_POLICY=list\nAGENTMETER_DASHBOARD_URL=https://x.example/"
                    .getBytes(StandardCharsets.UTF_8))) {
        @Override
        void feed(byte[] input) {
            Map<String, String> environment = new HashMap<>();
            for (String line : new String(input, StandardCharsets.UTF_8).split("\n", -1)) {
                int equals = line.indexOf('=');
                environment.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
            }
            try {
                Settings.read(environment, Target::everySetting);
            } catch (InvalidSettings _) {
                // The documented refusal, with every problem named.
            }
        }
    },
    INGEST(() -> Handlers.posts(
            Seeds.contracts(name -> name.matches(".*(logs|metrics|hook-prompt|events)\\.(json|pb|pb\\.gz)")))) {
        @Override
        void feed(byte[] input) {
            Handlers.post(input);
        }
    },
    QUERY(() -> Handlers.QUESTIONS) {
        @Override
        void feed(byte[] input) {
            Handlers.ask(new String(input, StandardCharsets.UTF_8));
        }
    },
    REPORT_ORDER(() -> List.of(
            "{\"start\":\"2026-11-21\",\"end\":\"2026-11-22\",\"project\":\"shop\",\"kind\":\"requests\",\"format\":\"csv\"}"
                    .getBytes(StandardCharsets.UTF_8))) {
        @Override
        void feed(byte[] input) {
            Handlers.order(input);
        }
    };

    static final String JSON = "application/json";
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final PriceBook STANDARD = PriceBook.standard();

    @SuppressWarnings("ImmutableEnumChecker") // reads the same files each time
    private final Supplier<List<byte[]>> seeds;

    Target(Supplier<List<byte[]>> seeds) {
        this.seeds = seeds;
    }

    /// Reads the input, and fails if it does anything else than understand or refuse it.
    abstract void feed(byte[] input);

    List<byte[]> seeds() {
        return seeds.get();
    }

    /// As on the command line.
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Target of(String label) {
        for (Target target : values()) {
            if (target.label().equals(label)) {
                return target;
            }
        }
        throw new IllegalArgumentException("there is no target " + label);
    }

    static EventFormat.Outcome read(String route, byte[] input, String contentType) {
        return EventFormats.ofPath(route)
                .orElseThrow()
                .read(new EventFormat.Body(input, contentType), new EventFormat.Receipt(NOW, ""));
    }

    private static void quote(PriceBook book, String model) {
        Consumption consumption =
                new Consumption(model, NOW, TokenUsage.of(9, 99, 999, 9_999), 3, "fast", "batch", "us");
        if (book.quote(consumption) instanceof Quote.Priced priced) {
            BrokenPromise.unless(priced.cost().text().length() < 200, "a cost of endless digits");
        }
    }

    private static String everySetting(Settings it) {
        return it.eventsTable()
                + it.rollupsTable()
                + it.controlTable()
                + it.reportsBucket()
                + it.alertTopicArn()
                + it.dashboardUrl()
                + it.calendar()
                + it.dailyThresholds()
                + it.costPolicy()
                + it.rawRetention()
                + it.idleGapMinutes()
                + it.authorizeInFunction()
                + it.version()
                + Setting.values().length;
    }
}
