package io.agentmeter.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmeter.event.Kind;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void keepsTheSourcesOwnIdAndJoinsParts() {
        assertThat(Ids.of(Kind.MODEL_REQUEST, "req_1").text()).isEqualTo("req_1");
        assertThat(Ids.of(Kind.TURN_ENDED, "s", "Stop", "p").text()).isEqualTo("s:Stop:p");
    }

    @Test
    void keepsLongIdsApart() {
        String most = "i".repeat(200);

        assertThat(Ids.of(Kind.MODEL_REQUEST, most).text()).isEqualTo(most);
        assertThat(Ids.of(Kind.MODEL_REQUEST, most + "a").text())
                .startsWith("sha256:")
                .isNotEqualTo(Ids.of(Kind.MODEL_REQUEST, most + "b").text());
    }

    @Test
    void leavesOutWhatCannotBeStored() {
        assertThat(Ids.of(Kind.MODEL_REQUEST, " re\u0000q\ud800_1\n").text()).isEqualTo("req_1");
        assertThat(Ids.isUsable(" \u0000\ud800 ")).isFalse();
        assertThat(Ids.isUsable("0")).isTrue();
    }
}
