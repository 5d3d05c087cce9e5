package io.agentmeter.format.claudecode.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class NeedleTest {
    @Property
    void findsWhatAPlainSearchFinds(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 60) String hay,
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(min = 1, max = 4) String text) {
        byte[] bytes = ("ab" + hay + "ab").getBytes(StandardCharsets.US_ASCII);
        int found = new Needle(text).indexIn(bytes, 2, bytes.length - 2);
        int plain = hay.indexOf(text);
        assertThat(found).isEqualTo(plain < 0 ? -1 : plain + 2);
    }
}
