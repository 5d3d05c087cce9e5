package io.agentmeter.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentityTest {
    @Test
    void anIdHasAtLeastOneAndAtMostTwoHundredCharacters() {
        assertThat(new EventId(Kind.MODEL_REQUEST, "x".repeat(200)).text()).hasSize(200);
        assertThatThrownBy(() -> new EventId(Kind.MODEL_REQUEST, "x".repeat(201)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventId(Kind.MODEL_REQUEST, " ")).isInstanceOf(IllegalArgumentException.class);
    }

    /// Worked out with `printf 'model_request|req_01' | sha256sum`, the first 16 bytes.
    @Test
    void theKeyIsTheHashOfKindAndId() {
        assertThat(new EventId(Kind.MODEL_REQUEST, "req_01").key()).isEqualTo("y7L4Ou3wk81x4H7Y2iOjIA");
        assertThat(new EventId(Kind.TOOL_USED, "req_01").key()).isNotEqualTo("y7L4Ou3wk81x4H7Y2iOjIA");
    }

    @Test
    void namesLoseWhatNoNameHasAndAreCutToWhatAKeyHolds() {
        assertThat(Names.clean("  a\u0007b\ud800c ")).isEqualTo("abc");
        assertThat(Names.clean("x".repeat(128))).hasSize(128);
        assertThat(Names.clean("x".repeat(129))).hasSize(128);
        assertThat(Names.clean("#".repeat(50))).hasSize(42);
        assertThat(Names.clean("%".repeat(50))).hasSize(42);
        assertThat(Names.clean("\u007e".repeat(130))).hasSize(128);
        assertThat(Names.clean("\u00e9".repeat(70))).hasSize(64);
        assertThat(Names.clean("\u07ff".repeat(70))).hasSize(64);
        assertThat(Names.clean("\u0800".repeat(70))).hasSize(42);
        assertThat(Names.clean("\uffe6".repeat(70))).hasSize(42);
        assertThat(Names.clean("\ud800\udc00".repeat(70)).codePoints()).hasSize(32);
    }

    @Test
    void everyKindAndSourceIsFoundByItsLabel() {
        for (Kind kind : Kind.values()) {
            assertThat(Kind.ofLabel(kind.label())).contains(kind);
        }
        for (Source source : Source.values()) {
            assertThat(Source.ofLabel(source.label())).contains(source);
        }
        assertThat(Kind.MODEL_REQUEST.label()).isEqualTo("model_request");
        assertThat(Kind.ofLabel("nothing")).isEmpty();
        assertThat(Source.ofLabel("nothing")).isEmpty();
    }

    @Test
    void eventsWithoutASessionShareOneByWhoAndWhat() {
        Attribution ann = Attribution.NONE.withUser(new Claim(1, "ann")).withProject(new Claim(1, "shop"));
        assertThat(Envelope.sessionless(ann)).startsWith("none:").isEqualTo(Envelope.sessionless(ann));
        assertThat(Envelope.sessionless(ann)).isNotEqualTo(Envelope.sessionless(ann.withUser(new Claim(1, "bob"))));
        assertThat(Envelope.sessionless(ann)).isNotEqualTo(Envelope.sessionless(ann.withProject(Claim.NONE)));
        assertThat(Envelope.sessionless(ann))
                .isNotEqualTo(Envelope.sessionless(ann.withAgent(new Claim(1, "claude-code"))));
    }

    @Test
    void anEnvelopeWithoutASessionSaysSoAndLiveOnceIsLive() {
        EventId id = new EventId(Kind.TURN_STARTED, "t");
        Envelope late = new Envelope(id, UsageEvents.TIME, " ", Attribution.NONE, Set.of(Source.TRANSCRIPT), false);
        Envelope live = new Envelope(id, UsageEvents.TIME, "s", Attribution.NONE, Set.of(), true);
        assertThat(late.session()).isEqualTo(Envelope.NO_SESSION);
        assertThat(late.merge(live).live()).isTrue();
        assertThat(live.merge(late).live()).isTrue();
        assertThat(late.merge(late).live()).isFalse();
        assertThat(live.merge(late).sources()).containsExactly(Source.TRANSCRIPT);
    }

    @Test
    void startsAndEndsOfASessionAreNoActivity() {
        Envelope envelope = UsageEvents.request("a").envelope();
        assertThat(UsageEvents.request("a").isActivity()).isTrue();
        assertThat(new TurnStarted(envelope).isActivity()).isTrue();
        assertThat(new SessionStarted(envelope).isActivity()).isFalse();
        assertThat(new SessionEnded(envelope, Claim.NONE).isActivity()).isFalse();
    }
}
