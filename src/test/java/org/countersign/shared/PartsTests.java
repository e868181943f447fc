package org.countersign.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.PageRequest;

class PartsTests {

    private static final PageRequest OF_TWO = PageRequest.of(0, 2);

    @Test
    @DisplayName("One row more than asked for tells that there is a next part, and is not in this one")
    void oneRowMoreTellsOfTheNextPart() {
        assertThat(Parts.toRead(OF_TWO)).isEqualTo(3);
        var part = Parts.of(List.of("a", "b", "c"), OF_TWO);
        assertThat(part.getContent()).containsExactly("a", "b");
        assertThat(part.hasNext()).isTrue();
        assertThat(part.nextPageable().getOffset()).isEqualTo(2);
    }

    @Test
    void aListThatEndsWithAFullPartEnds() {
        assertThat(Parts.of(List.of("a", "b"), OF_TWO).hasNext()).isFalse();
        assertThat(Parts.of(List.of(), OF_TWO).hasNext()).isFalse();
    }
}
