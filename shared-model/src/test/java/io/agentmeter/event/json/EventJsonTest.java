package io.agentmeter.event.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmeter.event.UsageEvent;
import io.agentmeter.event.UsageEvents;
import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
    @Provide
    Arbitrary<UsageEvent> events() {
        return UsageEvents.any();
    }

    @Property(tries = 3000)
    void everyEventComesBackAsItWas(@ForAll("events") UsageEvent event) {
        String text = EventJson.write(event);

        assertThat(EventJson.read(text)).isEqualTo(event);
        assertThat(EventJson.write(EventJson.read(text))).isEqualTo(text);
    }

    @Test
    void writesARequestCompactly() {
        assertThat(EventJson.write(UsageEvents.request("req_01")))
                .isEqualTo(
                        "{\"k\":\"model_request\",\"i\":\"req_01\",\"t\":1795338904480,\"s\":\"session-1\",\"o\":[\"otlp\"],"
                                + "\"p\":[900,\"shop\"],\"u\":[800,\"ann@example.com\"],\"a\":[500,\"claude-code\"],"
                                + "\"m\":[5,\"claude-sonnet-5-5\"],\"n\":[12,9400,18200,310,-1,-1],\"c\":\"0.049564\"}");
    }

    @Test
    void keepsTimesToTheMillisecond() {
        Instant nanos = UsageEvents.TIME.plusNanos(999_999);
        UsageEvent event = UsageEvents.request("req_01", nanos, "s");

        assertThat(EventJson.read(EventJson.write(event)).time()).isEqualTo(UsageEvents.TIME);
    }

    @Test
    void ignoresFieldsThatItDoesNotKnow() {
        String text = EventJson.write(UsageEvents.request("req_01"));
        String newer = text.replace("\"s\":", "\"z\":{\"a\":[1,[2]]},\"y\":[[1],\"b\",{}],\"w\":null,\"q\":1.5,\"s\":")
                .replace("[\"otlp\"]", "[\"otlp\",\"carrier pigeon\"]")
                .replace("310,-1,-1]", "310,-1,-1,7]");

        assertThat(EventJson.read(newer)).isEqualTo(UsageEvents.request("req_01"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{\"k\":\"model_request\"",
                "{}",
                "{\"k\":\"model_request\",\"t\":1,\"s\":\"a\"}",
                "{\"k\":\"model_request\",\"i\":\"a\",\"s\":\"a\"}",
                "{\"k\":\"nothing\",\"i\":\"a\",\"t\":1,\"s\":\"a\"}",
                "{\"k\":\"turn_started\",\"i\":\"a\",\"t\":1,\"s\":\"a\"} {}",
                "{\"k\":\"turn_started\",\"i\":\"a\",\"t\":99999999999999999999,\"s\":\"a\"}",
                "{\"k\":\"model_request\",\"i\":\"a\",\"t\":1,\"s\":\"a\",\"n\":[\"secret\"]}",
                "{\"k\":\"model_request\",\"i\":\"a\",\"t\":1,\"s\":\"a\",\"n\":[-5,0,0,0]}",
                "{\"k\":\"model_request\",\"i\":\"a\",\"t\":1,\"s\":\"a\",\"c\":\"secret\"}"
            })
    void refusesWhatIsNotAStoredEvent(String text) {
        assertThatThrownBy(() -> EventJson.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secret");
    }
}
