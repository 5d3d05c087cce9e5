package io.agentmeter.functions.library.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

interface ReceiptsContract {
    Receipts receipts();

    @Test
    default void beforeTheFirstEventThereIsNone() {
        assertThat(receipts().first()).isEmpty();
    }

    @Test
    default void onlyTheFirstIsKept() {
        Receipts receipts = receipts();
        Instant first = Instant.parse("2026-11-22T09:00:00.5Z");
        assertThat(receipts.first()).isEmpty();
        receipts.noteFirst(first);
        receipts.noteFirst(first.minusSeconds(5));
        receipts.noteFirst(first.plusSeconds(5));
        assertThat(receipts.first()).contains(first);
        assertThat(receipts.first()).contains(first);
    }
}
