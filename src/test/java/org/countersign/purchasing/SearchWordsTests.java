package org.countersign.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SearchWordsTests {

    @Test
    void aNumberIsFoundWholeAndByItsParts() {
        assertThat(SearchWords.of(Stream.of("REQ-2026-000042", "Beeswax, (white)", null)))
                .contains("req-2026-000042", "000042", "beeswax", "white");
        assertThat(SearchWords.sought(" REQ-2026 beesw ")).containsExactlyInAnyOrder("req-2026", "beesw");
    }

    @Test
    void neitherLongWordsNorManyOverflow() {
        assertThat(SearchWords.of(Stream.of("x".repeat(500)))).allMatch(word -> word.length() == 64);
        assertThat(SearchWords.of(IntStream.range(0, 2000).mapToObj(number -> "word" + number)))
                .hasSize(400);
        assertThat(SearchWords.sought("a b c d e f g h")).hasSize(5);
        assertThat(SearchWords.sought("  ")).isEmpty();
        assertThat(SearchWords.sought(null)).isEmpty();
    }
}
