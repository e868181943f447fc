package org.countersign.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.countersign.shared.Parts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.Sort;
import org.springframework.mock.web.MockHttpServletResponse;

class CsvFileTests {

    @Test
    @DisplayName("A long list is written whole, each row once, and read part by part without being counted")
    void aLongListIsWrittenWhole() throws Exception {
        var rows = IntStream.range(0, 1203).boxed().toList();
        var offsets = new ArrayList<Long>();
        var response = new MockHttpServletResponse();

        CsvFile.write(
                response,
                Locale.ENGLISH,
                "numbers",
                List.of("number"),
                Sort.by("number"),
                part -> {
                    offsets.add(part.getOffset());
                    var from = (int) part.getOffset();
                    return Parts.of(rows.subList(from, Math.min(rows.size(), from + Parts.toRead(part))), part);
                },
                row -> List.of(row));

        assertThat(response.getContentAsString().lines().skip(1).map(Integer::valueOf))
                .containsExactlyElementsOf(rows);
        assertThat(offsets).containsExactly(0L, 500L, 1000L);
    }

    @Test
    @DisplayName("A text that begins like a formula stays a text")
    void aFormulaStaysAText() {
        assertThat(CsvFile.cell("=1+1", true)).isEqualTo("'=1+1");
        assertThat(CsvFile.cell(-1, true)).isEqualTo("-1");
    }
}
