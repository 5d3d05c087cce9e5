package io.agentmeter.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertSettingsTest {
    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));
    private static final Webhook OPS = new Webhook("ops", URI.create("https://hooks.example.com/1"));
    private static final AlertSettings WITH_OPS = new AlertSettings(null, null, List.of(OPS), Map.of(), 3);

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Map<String, String> problems(String text) {
        return AlertSettingsJson.read(json(text), WITH_OPS).problems();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T20:59:59Z, ",
        "2026-11-22T21:00:00Z, 2026-11-23T06:00:00Z",
        "2026-11-23T05:59:59Z, 2026-11-23T06:00:00Z",
        "2026-11-23T06:00:00Z, ",
        // The night in which summer ends has an hour more, the one in which it begins an hour less.
        "2026-10-24T20:00:00Z, 2026-10-25T06:00:00Z",
        "2026-03-28T21:00:00Z, 2026-03-29T05:00:00Z",
    })
    void aNightGoesOverMidnightByTheClockOnTheWall(Instant now, Instant end) {
        assertThat(NIGHT.endAfter(now, ZURICH).orElse(null)).isEqualTo(end);
    }

    @Test
    void aPauseAtNoonEndsTheSameDay() {
        QuietHours noon = new QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 0));
        assertThat(noon.endAfter(Instant.parse("2026-11-22T11:30:00Z"), ZURICH))
                .contains(Instant.parse("2026-11-22T12:00:00Z"));
        assertThat(noon.endAfter(Instant.parse("2026-11-22T12:00:00Z"), ZURICH)).isEmpty();
    }

    @Test
    void aDigestDoesNotWait() {
        AlertSettings settings = new AlertSettings(NIGHT, LocalTime.of(6, 0), List.of(), Map.of(), 1);
        Instant night = Instant.parse("2026-11-23T05:00:00Z");
        assertThat(settings.quietUntil(AlertKind.DIGEST, night, ZURICH)).isEmpty();
        assertThat(settings.quietUntil(AlertKind.BUDGET, night, ZURICH)).isPresent();
    }

    @Test
    void settingsAreReadAndWrittenWithoutSecrets() {
        AlertSettingsJson.Read read = AlertSettingsJson.read(
                json(
                        "{'quietHours':{'from':'22:00','to':'07:00'},'digest':{'at':'08:00'},'webhooks':["
                                + "{'id':'ops','url':'https://hooks.example.com/1'},"
                                + "{'id':'chat','url':'https://chat.example.com/','secret':'0123456789abcdef'}],"
                                + "'kinds':{'anomaly':{'enabled':true,'minimumUsd':'2.50'},'forecast':{'enabled':false}},'version':3}"),
                WITH_OPS);
        assertThat(read.problems()).isEmpty();
        assertThat(read.secrets()).isEqualTo(Map.of("chat", "0123456789abcdef"));
        assertThat(AlertSettingsJson.write(read.settings()).toString())
                .doesNotContain("0123456789abcdef")
                .contains("\"minimumUsd\":\"2.5\"", "\"version\":3");
        assertThat(AlertSettingsJson.stored(AlertSettingsJson.write(read.settings())))
                .isEqualTo(read.settings());
        assertThat(read.settings().wants(AlertKind.FORECAST)).isFalse();
        assertThat(read.settings().wants(AlertKind.BUDGET)).isTrue();
        assertThat(read.settings().anomalyMinimum().text()).isEqualTo("2.5");
        assertThat(AlertSettings.USUAL.anomalyMinimum().text()).isEqualTo("5");
    }

    @Test
    void everyProblemIsNamedByItsField() {
        assertThat(problems("{'quietHours':{'from':'22:00','to':'22:00'},'digest':{'at':'8'},'webhooks':["
                        + "{'id':'Ops','url':'http://a.example','secret':'short'},{'id':'new','url':'https://b.example/'},"
                        + "{'id':'new','url':'https://u:p@b.example/','secret':'0123456789abcdef'},7],"
                        + "'kinds':{'weather':{},'anomaly':{'minimumUsd':'-1'},'budget':{'minimumUsd':'1'},'daily':{'enabled':'yes'}},"
                        + "'version':'x','colour':1}"))
                .isEqualTo(Map.ofEntries(
                        Map.entry("colour", "is not known"),
                        Map.entry("version", "must be a whole number"),
                        Map.entry("quietHours.to", "must not be the same as from"),
                        Map.entry("digest.at", "must be a time such as 22:00"),
                        Map.entry("webhooks[0].id", "must be 1 to 32 small letters, digits and dashes"),
                        Map.entry("webhooks[0].url", "must be an address that begins with https://"),
                        Map.entry("webhooks[0].secret", "must have 16 to 200 characters"),
                        Map.entry("webhooks[1].secret", "is missing; messages are signed with it"),
                        Map.entry("webhooks[2].id", "is there twice"),
                        Map.entry("webhooks[2].url", "must have no user name, password or fragment"),
                        Map.entry("webhooks[3]", "must be an object"),
                        Map.entry("kinds.weather", "is not a kind of alert"),
                        Map.entry("kinds.anomaly.minimumUsd", "must be an amount such as 5 or 2.50"),
                        Map.entry("kinds.budget.minimumUsd", "is only for anomaly"),
                        Map.entry("kinds.daily.enabled", "must be true or false")));
    }

    @ParameterizedTest
    @CsvSource({
        "https://localhost/",
        "https://intranet/x",
        "https://127.0.0.1/",
        "https://169.254.169.254/latest",
        "https://[::1]/",
        "https://0x7f000001/",
        "https://2130706433/",
        "https://a.localhost./",
        "https://printer.local/",
        "https://metadata.google.internal/",
    })
    void addressesThatNeverLeadOutsideAreRefusedAtOnce(String url) {
        assertThat(problems("{'webhooks':[{'id':'x','url':'" + url + "','secret':'0123456789abcdef'}]}"))
                .containsExactly(Map.entry("webhooks[0].url", "must not be an address of a private network"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com:0/, false",
        "https://hooks.example.com:1/, true",
        "https://hooks.example.com:65535/, true",
        "https://hooks.example.com:65536/, false",
        "https://hooks.example.com:/, true",
    })
    void aPortIsOneThatThereIs(String url, boolean taken) {
        assertThat(problems("{'webhooks':[{'id':'x','url':'" + url + "','secret':'0123456789abcdef'}]}"))
                .isEqualTo(taken ? Map.of() : Map.of("webhooks[0].url", "must have a port from 1 to 65535, or none"));
    }

    @Test
    void aChangedAddressNeedsItsSecretAgain() {
        assertThat(problems("{'webhooks':[{'id':'ops','url':'https://elsewhere.example/'}]}"))
                .containsExactly(Map.entry("webhooks[0].secret", "must be given anew when the address changes"));
    }
}
