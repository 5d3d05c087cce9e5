package io.agentmeter.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KeyTextTest {
    @Property
    void partsComeBackAsTheyWere(@ForAll("parts") List<String> parts) {
        assertThat(KeyText.split(KeyText.join(parts))).isEqualTo(parts);
    }

    @Property
    void differentPartsNeverShareAKey(@ForAll("parts") List<String> a, @ForAll("parts") List<String> b) {
        assertThat(KeyText.join(a).equals(KeyText.join(b))).isEqualTo(a.equals(b));
    }

    @Test
    void aSpreadCellIsStillTheSameCell() {
        CellKey key = new CellKey(LocalDate.parse("2026-11-20"), "a#b", "", "-", "claude-code", "m%23", "", "SHOP-7");

        assertThat(key.text()).isEqualTo("cell#a%23b#-#%2D#claude-code#m%2523#-#SHOP-7");
        assertThat(CellKey.parse(key.day(), key.text())).isEqualTo(key);
        assertThat(CellKey.parse(key.day(), key.text() + "#17")).isEqualTo(key);
    }

    @Provide
    Arbitrary<List<String>> parts() {
        return Arbitraries.strings()
                .withChars("#%-2D35ab é")
                .ofMaxLength(6)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
