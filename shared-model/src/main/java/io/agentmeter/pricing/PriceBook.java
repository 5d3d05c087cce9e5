package io.agentmeter.pricing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// List prices of every known model, each with the days it holds for, one file per provider beside this class.
///
/// A model is found by its exact name, else by the name without host, date and window, else by the longest
/// known name it begins with, as long as what follows is neither another version nor another size. Everything
/// else is unpriced.
public final class PriceBook implements PriceList {
    /// The price files, one per provider.
    private static final List<String> FILES = List.of("anthropic.json", "openai.json", "google.json", "local.json");

    private static final String EVERY_MODEL = "/*";
    private static final Pattern VERSION = Pattern.compile("v?\\d.*");

    /// Words that make a name that of another model, with other prices.
    private static final Set<String> OTHER_SIZES = Set.of(
            "pro",
            "mini",
            "nano",
            "lite",
            "flash",
            "ultra",
            "image",
            "audio",
            "tts",
            "live",
            "realtime",
            "search",
            "research",
            "embedding",
            "transcribe",
            "oss");

    private static final int MOST_MATCHES = 1_000;

    /// The prices that a name stands for, and what the name itself adds.
    private record Match(ModelPrices model, ModelName name) {}

    private final Map<String, Optional<Match>> matches = new ConcurrentHashMap<>();
    private final Map<String, ModelPrices> modelsByName;
    private final Map<String, ModelPrices> modelsByHost;
    private final List<String> hosts;

    private PriceBook(List<PriceFile.Prices> files) {
        Map<String, ModelPrices> byName = new HashMap<>();
        Map<String, ModelPrices> byHost = new LinkedHashMap<>();
        Set<String> allHosts = new TreeSet<>();
        List<String> problems = new ArrayList<>();
        for (PriceFile.Prices file : files) {
            problems.addAll(file.problems());
            allHosts.addAll(file.hosts());
            for (ModelPrices model : file.models()) {
                for (String name : model.names()) {
                    boolean wholeHost = name.endsWith(EVERY_MODEL);
                    String key = wholeHost ? name.substring(0, name.length() - 1) : name;
                    if ((wholeHost ? byHost : byName).putIfAbsent(key, model) != null) {
                        problems.add(model.provider() + ": the name " + name + " is used twice");
                    }
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidPrices(problems);
        }
        modelsByName = Map.copyOf(byName);
        modelsByHost = Map.copyOf(byHost);
        hosts = allHosts.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /// The prices that come with the program.
    ///
    /// @throws InvalidPrices if a price file is wrong, naming every problem
    public static PriceBook standard() {
        return of(FILES.stream().map(PriceBook::resource).toList());
    }

    /// A book of other price files, as JSON texts.
    ///
    /// @throws InvalidPrices if any of them is wrong, naming every problem
    public static PriceBook of(List<String> files) {
        return new PriceBook(files.stream().map(PriceFile::read).toList());
    }

    @Override
    public Quote quote(Consumption consumption) {
        return tariff(consumption)
                .<Quote>map(tariff -> new Quote.Priced(
                        tariff.cost(consumption.tokens(), consumption.webSearches()), tariff.priceId()))
                .orElseGet(() -> new Quote.Unpriced(consumption.model()));
    }

    /// What a quote is made from, for adding up many requests at once; empty where the quote is [Quote.Unpriced].
    public Optional<Tariff> tariff(Consumption consumption) {
        return match(consumption.model()).flatMap(found -> found.model().tariff(consumption, found.name()));
    }

    /// Few names occur, each very often; names from outside must not fill the memory either.
    private Optional<Match> match(String raw) {
        Optional<Match> known = matches.get(raw);
        if (known != null) {
            return known;
        }
        Optional<Match> found = find(raw);
        if (matches.size() < MOST_MATCHES) {
            matches.put(raw, found);
        }
        return found;
    }

    private Optional<Match> find(String raw) {
        ModelName name = ModelName.of(raw, hosts);
        return ofHost(raw.strip().toLowerCase(Locale.ROOT))
                .or(() -> exact(raw))
                .or(() -> exact(name.base()))
                .or(() -> byPrefix(name.base()))
                .map(model -> new Match(model, name));
    }

    private Optional<ModelPrices> exact(String name) {
        return Optional.ofNullable(modelsByName.get(name));
    }

    private Optional<ModelPrices> ofHost(String name) {
        return modelsByHost.entrySet().stream()
                .filter(host -> name.startsWith(host.getKey())
                        && name.length() > host.getKey().length())
                .map(Map.Entry::getValue)
                .filter(model -> List.of(name.split("[/:@-]")).stream().noneMatch(model.except()::contains))
                .findFirst();
    }

    /// `gemini-2.5-pro-preview` is priced like `gemini-2.5-pro`; `gpt-5-pro` is not `gpt-5`, and
    /// `claude-opus-5-6` is not `claude-opus-5`.
    private Optional<ModelPrices> byPrefix(String name) {
        for (int end = name.lastIndexOf('-'); end > 0; end = name.lastIndexOf('-', end - 1)) {
            ModelPrices model = modelsByName.get(name.substring(0, end));
            if (model != null) {
                List<String> rest = List.of(name.substring(end + 1).split("-", -1));
                boolean another = VERSION.matcher(rest.getFirst()).matches()
                        || rest.stream().anyMatch(OTHER_SIZES::contains);
                return another ? Optional.empty() : Optional.of(model);
            }
        }
        return Optional.empty();
    }

    private static String resource(String name) {
        try (InputStream stream = PriceBook.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the price file " + name + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
