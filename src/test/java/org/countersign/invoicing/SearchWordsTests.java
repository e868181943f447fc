package org.countersign.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchWordsTests {

    @Test
    void signsAndUpperCaseDoNotCount() {
        assertThat(SearchWords.of("INV-2026-000003", "RE-2026/0471", List.of("PO-2026-000012")))
                .containsExactlyInAnyOrder("inv2026000003", "re20260471", "2026", "0471", "po2026000012");
        assertThat(SearchWords.normalized("re 2026/04")).isEqualTo("re202604");
    }

    @Test
    void aNumberWithoutLettersOfOursHasNoWord() {
        assertThat(SearchWords.of("INV-1", "№", List.of())).containsExactly("inv1");
        assertThat(SearchWords.normalized("%_")).isEmpty();
    }
}
