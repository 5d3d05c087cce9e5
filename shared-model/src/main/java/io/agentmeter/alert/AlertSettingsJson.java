package io.agentmeter.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmeter.usage.Money;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Alert settings as JSON. Reading finds every problem and names its field. Secrets are read and never written.
public final class AlertSettingsJson {
    private static final int MOST_WEBHOOKS = 10;
    private static final int LONGEST_URL = 2_000;
    private static final int HIGHEST_PORT = 65_535;
    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 200;
    private static final String VERSION = "version";
    private static final Set<String> FIELDS = Set.of("quietHours", "digest", "webhooks", "kinds", VERSION);

    /// What was read: settings and new secrets by webhook, or problems by field.
    public record Read(AlertSettings settings, Map<String, String> secrets, Map<String, String> problems) {}

    private final Map<String, String> problems = new LinkedHashMap<>();
    private final Map<String, String> secrets = new TreeMap<>();
    private final AlertSettings before;

    private AlertSettingsJson(AlertSettings before) {
        this.before = before;
    }

    /// @param before what holds now: a webhook that is known already keeps its secret
    public static Read read(JsonNode json, AlertSettings before) {
        AlertSettingsJson reading = new AlertSettingsJson(before);
        AlertSettings settings = reading.settings(json);
        return new Read(settings, reading.secrets, reading.problems);
    }

    /// Settings that were read and written before.
    public static AlertSettings stored(JsonNode json) {
        AlertSettings asWritten = new AlertSettings(null, null, webhooksOf(json), Map.of(), 0);
        return read(json, asWritten).settings();
    }

    private static List<Webhook> webhooksOf(JsonNode json) {
        List<Webhook> webhooks = new ArrayList<>();
        json.path("webhooks")
                .forEach(one -> webhooks.add(new Webhook(
                        one.path("id").asText(), URI.create(one.path("url").asText()))));
        return webhooks;
    }

    public static ObjectNode write(AlertSettings settings) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        QuietHours quiet = settings.quietHoursOrNull();
        if (quiet == null) {
            json.putNull("quietHours");
        } else {
            json.putObject("quietHours")
                    .put("from", quiet.from().toString())
                    .put("to", quiet.to().toString());
        }
        Optional<LocalTime> digest = settings.digestAt();
        if (digest.isPresent()) {
            json.putObject("digest").put("at", digest.get().toString());
        } else {
            json.putNull("digest");
        }
        ArrayNode webhooks = json.putArray("webhooks");
        settings.webhooks()
                .forEach(webhook -> webhooks.addObject()
                        .put("id", webhook.id())
                        .put("url", webhook.url().toString()));
        ObjectNode kinds = json.putObject("kinds");
        settings.kinds().forEach((kind, rule) -> {
            ObjectNode node = kinds.putObject(kind.label()).put("enabled", rule.enabled());
            rule.minimum().ifPresent(amount -> node.put("minimumUsd", amount.text()));
        });
        return json.put(VERSION, settings.version());
    }

    private AlertSettings settings(JsonNode json) {
        if (!json.isObject()) {
            problems.put("", "must be an object");
            return before;
        }
        unknown(json, FIELDS, "");
        JsonNode version = json.path(VERSION);
        if (!version.isMissingNode() && !version.canConvertToExactIntegral()) {
            problems.put(VERSION, "must be a whole number");
        }
        return new AlertSettings(
                quietHours(json.path("quietHours")),
                digest(json.path("digest")),
                webhooks(json.path("webhooks")),
                kinds(json.path("kinds")),
                version.asLong(0));
    }

    private @Nullable QuietHours quietHours(JsonNode json) {
        if (!isObject(json, "quietHours", Set.of("from", "to"))) {
            return null;
        }
        Optional<LocalTime> from = time(json.path("from"), "quietHours.from");
        Optional<LocalTime> to = time(json.path("to"), "quietHours.to");
        if (from.isEmpty() || to.isEmpty()) {
            return null;
        }
        if (from.equals(to)) {
            problems.put("quietHours.to", "must not be the same as from");
            return null;
        }
        return new QuietHours(from.get(), to.get());
    }

    private @Nullable LocalTime digest(JsonNode json) {
        return isObject(json, "digest", Set.of("at"))
                ? time(json.path("at"), "digest.at").orElse(null)
                : null;
    }

    private Optional<LocalTime> time(JsonNode json, String field) {
        try {
            if (json.isTextual() && json.textValue().length() == 5) {
                return Optional.of(LocalTime.parse(json.textValue()));
            }
        } catch (DateTimeException malformed) {
            // Told below.
        }
        problems.put(field, "must be a time such as 22:00");
        return Optional.empty();
    }

    private List<Webhook> webhooks(JsonNode json) {
        List<Webhook> webhooks = new ArrayList<>();
        if (json.isMissingNode() || json.isNull()) {
            return webhooks;
        }
        if (!json.isArray() || json.size() > MOST_WEBHOOKS) {
            problems.put("webhooks", "must be a list of at most " + MOST_WEBHOOKS);
            return webhooks;
        }
        Set<String> ids = new HashSet<>();
        for (int n = 0; n < json.size(); n++) {
            String field = "webhooks[" + n + "]";
            JsonNode one = json.get(n);
            if (!isObject(one, field, Set.of("id", "url", "secret"))) {
                problems.putIfAbsent(field, "must be an object");
                continue;
            }
            String id = one.path("id").asText("");
            if (!id.matches("[a-z0-9][a-z0-9-]{0,31}")) {
                problems.put(field + ".id", "must be 1 to 32 small letters, digits and dashes");
            } else if (!ids.add(id)) {
                problems.put(field + ".id", "is there twice");
            }
            Optional<URI> url = url(one.path("url"), field + ".url");
            secret(one.path("secret"), id, url, field + ".secret");
            url.ifPresent(address -> webhooks.add(new Webhook(id, address)));
        }
        return webhooks;
    }

    private Optional<URI> url(JsonNode json, String field) {
        try {
            URI url = new URI(json.asText(""));
            if (!"https".equals(url.getScheme()) || url.getHost() == null) {
                problems.put(field, "must be an address that begins with https://");
            } else if (url.getUserInfo() != null || url.getFragment() != null) {
                problems.put(field, "must have no user name, password or fragment");
            } else if (url.getPort() == 0 || url.getPort() > HIGHEST_PORT) {
                problems.put(field, "must have a port from 1 to " + HIGHEST_PORT + ", or none");
            } else if (json.asText().length() > LONGEST_URL) {
                problems.put(field, "may have at most " + LONGEST_URL + " characters");
            } else if (isHere(url.getHost())) {
                problems.put(field, "must not be an address of a private network");
            } else {
                return Optional.of(url);
            }
        } catch (URISyntaxException malformed) {
            problems.put(field, "is not a web address");
        }
        return Optional.empty();
    }

    /// Names and numbers that never lead to the outside. Where a name leads is looked at when it is called.
    private static boolean isHere(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        boolean number = name.startsWith("[") || name.matches("[0-9.]+") || name.matches("0[xX].*");
        return number
                || !name.contains(".")
                || name.endsWith(".localhost")
                || name.endsWith(".local")
                || name.endsWith(".internal");
    }

    private void secret(JsonNode json, String id, Optional<URI> url, String field) {
        if (json.isMissingNode() || json.isNull()) {
            Optional<Webhook> known = before.webhooks().stream()
                    .filter(webhook -> webhook.id().equals(id))
                    .findFirst();
            if (known.isEmpty()) {
                problems.put(field, "is missing; messages are signed with it");
            } else if (url.isPresent() && !url.get().equals(known.get().url())) {
                // Otherwise a changed address would be given signatures that the old receiver trusts.
                problems.put(field, "must be given anew when the address changes");
            }
        } else if (!json.isTextual()
                || json.textValue().length() < SHORTEST_SECRET
                || json.textValue().length() > LONGEST_SECRET) {
            problems.put(field, "must have " + SHORTEST_SECRET + " to " + LONGEST_SECRET + " characters");
        } else {
            secrets.put(id, json.textValue());
        }
    }

    private Map<AlertKind, KindRule> kinds(JsonNode json) {
        Map<AlertKind, KindRule> kinds = new EnumMap<>(AlertKind.class);
        if (json.isMissingNode() || json.isNull()) {
            return kinds;
        }
        if (!json.isObject()) {
            problems.put("kinds", "must be an object");
            return kinds;
        }
        json.properties().forEach(entry -> {
            String field = "kinds." + entry.getKey();
            Optional<AlertKind> kind = AlertKind.ofLabel(entry.getKey()).filter(AlertKind::isListed);
            if (kind.isEmpty()) {
                problems.put(field, "is not a kind of alert");
            } else if (isObject(entry.getValue(), field, Set.of("enabled", "minimumUsd"))) {
                rule(kind.get(), entry.getValue(), field).ifPresent(rule -> kinds.put(kind.get(), rule));
            } else {
                problems.putIfAbsent(field, "must be an object");
            }
        });
        return kinds;
    }

    private Optional<KindRule> rule(AlertKind kind, JsonNode json, String field) {
        JsonNode enabled = json.path("enabled");
        if (!enabled.isMissingNode() && !enabled.isBoolean()) {
            problems.put(field + ".enabled", "must be true or false");
            return Optional.empty();
        }
        JsonNode minimum = json.path("minimumUsd");
        Money amount = null;
        if (!minimum.isMissingNode() && !minimum.isNull()) {
            if (kind != AlertKind.ANOMALY) {
                problems.put(field + ".minimumUsd", "is only for anomaly");
                return Optional.empty();
            }
            if (!minimum.asText().matches("\\d{1,9}(\\.\\d{1,9})?")) {
                problems.put(field + ".minimumUsd", "must be an amount such as 5 or 2.50");
                return Optional.empty();
            }
            amount = new Money(new BigDecimal(minimum.asText()));
        }
        return Optional.of(new KindRule(enabled.asBoolean(true), amount));
    }

    /// False for what is absent as well.
    private boolean isObject(JsonNode json, String field, Set<String> known) {
        if (json.isMissingNode() || json.isNull()) {
            return false;
        }
        if (!json.isObject()) {
            problems.put(field, "must be an object");
            return false;
        }
        unknown(json, known, field + ".");
        return true;
    }

    private void unknown(JsonNode json, Set<String> known, String prefix) {
        json.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.put(prefix + name, "is not known"));
    }
}
