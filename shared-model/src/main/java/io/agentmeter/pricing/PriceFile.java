package io.agentmeter.pricing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads one provider's price file. Unknown fields are problems too: a mistyped price must not pass as a
/// missing one.
final class PriceFile {
    /// @param problems everything that is wrong; the models may only be used if there are none
    record Prices(List<String> hosts, List<ModelPrices> models, List<String> problems) {}

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,6}(\\.\\d{1,9})?");
    private static final Set<String> FACTOR_FIELDS = Set.of("fast", "tiers", "regions", "endpoints");
    private static final Set<String> FILE_FIELDS =
            with(FACTOR_FIELDS, "provider", "note", "hosts", "webSearchPerThousand", "fastTiers", "models");
    private static final Set<String> MODEL_FIELDS = with(FACTOR_FIELDS, "id", "note", "aliases", "except", "entries");
    private static final Set<String> RATE_FIELDS = Set.of("input", "output", "cacheWrite", "cacheWrite1h", "cacheRead");
    private static final Set<String> ENTRY_FIELDS = with(RATE_FIELDS, "from", "to", "bands");
    private static final Set<String> BAND_FIELDS = with(RATE_FIELDS, "above", "inputTimes", "outputTimes");

    private final JsonNode file;
    private final String provider;
    private final List<String> problems = new ArrayList<>();

    private PriceFile(JsonNode file) {
        this.file = file;
        this.provider = file.path("provider").asText("");
    }

    static Prices read(String json) {
        try {
            return new PriceFile(JSON.readTree(json)).read();
        } catch (JsonProcessingException e) {
            return new Prices(List.of(), List.of(), List.of("not JSON: " + e.getOriginalMessage()));
        }
    }

    private Prices read() {
        checkFields(file, FILE_FIELDS, "the file");
        if (provider.isEmpty()) {
            problem("the file", "provider is missing");
        }
        List<ModelPrices> models = new ArrayList<>();
        for (JsonNode model : file.path("models")) {
            models.add(model(model));
        }
        if (models.isEmpty()) {
            problem("the file", "there are no models");
        }
        Set<String> hosts = texts(file, "hosts", "the file");
        return new Prices(List.copyOf(hosts), List.copyOf(models), List.copyOf(problems));
    }

    private ModelPrices model(JsonNode model) {
        String id = model.path("id").asText("");
        String at = id.isEmpty() ? "a model without id" : id;
        checkFields(model, MODEL_FIELDS, at);
        Set<String> names = texts(model, "aliases", at);
        if (id.isEmpty() || !names.add(id)) {
            problem(at, id.isEmpty() ? "id is missing" : "id is also an alias");
        }
        names.stream()
                .filter(name -> !name.equals(name.toLowerCase(Locale.ROOT)))
                .forEach(name -> problem(at, name + " is not in lower case"));
        List<PriceEntry> entries = new ArrayList<>();
        for (JsonNode entry : model.path("entries")) {
            entries.add(entry(entry, at));
        }
        checkDates(entries, at);
        BigDecimal perThousand = amount(file, "webSearchPerThousand", BigDecimal.ZERO, "the file");
        return new ModelPrices(
                provider,
                id.replace("/*", ""),
                names,
                texts(model, "except", at),
                amount(model.has("fast") ? model : file, "fast", BigDecimal.ONE, at),
                texts(file, "fastTiers", "the file"),
                factors("tiers", model, at),
                factors("regions", model, at),
                factors("endpoints", model, at),
                perThousand.movePointLeft(3),
                entries);
    }

    private PriceEntry entry(JsonNode entry, String at) {
        checkFields(entry, ENTRY_FIELDS, at);
        Rates rates = rates(entry, at);
        List<PriceEntry.Band> bands = new ArrayList<>();
        long last = 0;
        for (JsonNode band : entry.path("bands")) {
            checkFields(band, BAND_FIELDS, at);
            long above = band.path("above").asLong(0);
            if (above <= last) {
                problem(at, "bands need an \"above\" that rises from one to the next");
            }
            last = above;
            bands.add(new PriceEntry.Band(above, bandRates(band, rates, at)));
        }
        return new PriceEntry(day(entry, "from", at), day(entry, "to", at), rates, bands);
    }

    private Rates bandRates(JsonNode band, Rates base, String at) {
        if (!band.has("inputTimes") && !band.has("outputTimes")) {
            return rates(band, at);
        }
        return base.times(
                amount(band, "inputTimes", BigDecimal.ONE, at), amount(band, "outputTimes", BigDecimal.ONE, at));
    }

    /// Where a provider has no price for writes, they cost as much as other input; without a price for reads
    /// likewise.
    private Rates rates(JsonNode node, String at) {
        for (String field : List.of("input", "output")) {
            if (!node.has(field)) {
                problem(at, field + " is missing");
            }
        }
        BigDecimal input = amount(node, "input", BigDecimal.ZERO, at);
        BigDecimal write = amount(node, "cacheWrite", input, at);
        return new Rates(
                input,
                amount(node, "output", BigDecimal.ZERO, at),
                write,
                amount(node, "cacheWrite1h", write, at),
                amount(node, "cacheRead", input, at));
    }

    private void checkDates(List<PriceEntry> entries, String at) {
        if (entries.isEmpty()) {
            problem(at, "there are no entries");
        }
        for (int i = 0; i < entries.size(); i++) {
            PriceEntry entry = entries.get(i);
            if (entry.from() != null && entry.to() != null && !entry.from().isBefore(entry.to())) {
                problem(at, "an entry ends on " + entry.to() + ", not after it begins on " + entry.from());
            }
            for (PriceEntry later : entries.subList(i + 1, entries.size())) {
                if (entry.overlaps(later)) {
                    problem(at, "entries overlap: " + span(entry) + " and " + span(later));
                }
            }
        }
    }

    private static String span(PriceEntry entry) {
        return (entry.from() == null ? "ever" : entry.from()) + " to " + (entry.to() == null ? "now" : entry.to());
    }

    private Map<String, BigDecimal> factors(String field, JsonNode model, String at) {
        JsonNode node = model.has(field) ? model.get(field) : file.path(field);
        Map<String, BigDecimal> factors = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(name -> factors.put(name, amount(node, name, BigDecimal.ONE, at)));
        return factors;
    }

    private BigDecimal amount(JsonNode node, String field, BigDecimal absent, String at) {
        JsonNode value = node.get(field);
        if (value == null) {
            return absent;
        }
        if (!value.isTextual() || !AMOUNT.matcher(value.asText()).matches()) {
            problem(at, field + " must be a decimal number in quotes, not " + value);
            return absent;
        }
        return new BigDecimal(value.asText());
    }

    private @Nullable LocalDate day(JsonNode node, String field, String at) {
        if (!node.has(field)) {
            return null;
        }
        try {
            return LocalDate.parse(node.get(field).asText());
        } catch (DateTimeException _) {
            problem(at, field + " must be a day like 2026-10-07, not " + node.get(field));
            return null;
        }
    }

    private void checkFields(JsonNode node, Set<String> known, String at) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problem(at, "unknown field " + name);
            }
        });
    }

    private void problem(String at, String text) {
        String problem = (provider.isEmpty() ? "a file" : provider) + ", " + at + ": " + text;
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    private Set<String> texts(JsonNode node, String field, String at) {
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode text : node.path(field)) {
            if (text.asText().isBlank()) {
                problem(at, field + " must be texts that are not empty");
            } else {
                texts.add(text.asText());
            }
        }
        return texts;
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }
}
