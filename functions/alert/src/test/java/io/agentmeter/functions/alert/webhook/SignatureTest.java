package io.agentmeter.functions.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The expected values were computed by OpenSSL and by Python.
class SignatureTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_795_338_000);
    private static final String SECRET = "at-least-16-characters";

    @Test
    void itIsWhatOtherProgramsComputeToo() {
        assertThat(Signature.of(SECRET, TIME, "{\"id\":\"anomaly/project/shop/2026-11-22\"}"))
                .isEqualTo("v1=31a05b6a6eba4ea6cff1ea44636760a824ef88c14cc09400342668566e637f99");
        assertThat(Signature.of(SECRET, TIME, ""))
                .isEqualTo("v1=ef2e5f7cca15be1591eac870e1bdada101479d68437dcc474d2d36723658014a");
    }

    @Test
    void itIsOverBytesOfUtf8() {
        assertThat(Signature.of("schlüssel-für-müller", TIME, "{\"title\":\"Grüße 🚀\"}"))
                .isEqualTo("v1=2102b7371876106b9d9b5f1abfb6a57b34daf69988c2547ae31d61d0d405d607");
    }

    @Test
    void theSecretTheTimeAndTheBodyAreAllInIt() {
        String signature = Signature.of(SECRET, TIME, "{}");

        assertThat(Signature.of(SECRET + "x", TIME, "{}")).isNotEqualTo(signature);
        assertThat(Signature.of(SECRET, TIME.plusSeconds(1), "{}")).isNotEqualTo(signature);
        assertThat(Signature.of(SECRET, TIME, "{ }")).isNotEqualTo(signature);
        assertThat(Signature.of(SECRET, TIME.plusMillis(999), "{}"))
                .as("the header tells whole seconds")
                .isEqualTo(signature);
    }
}
