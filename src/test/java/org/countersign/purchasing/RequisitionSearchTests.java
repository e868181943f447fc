package org.countersign.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestPeople;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.JdbcTemplate;

@CountersignTest
class RequisitionSearchTests {

    private static final int COMMON = WordIndex.FEW + 20;

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    RequisitionSearch search;

    @BeforeEach
    void manyOfOneKind() {
        people.add("rs-admin", Group.ADMINISTRATOR);
        people.add("rs-anna", "rs-admin", Group.REQUESTER);
        if (count("select count(*) from requisitions where number like 'RS-%'") > 0) {
            return;
        }
        door.as("rs-admin")
                .post("/api/v1/cost-centers", Map.of("code", "CC-RS", "name", "Search", "owner", "rs-admin"))
                .expect(201);
        var pattern = door.as("rs-anna")
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                "Pattern",
                                "costCenter",
                                "CC-RS",
                                "lines",
                                List.of(Map.of("description", "Pattern", "quantity", "1", "unitPrice", "1"))))
                .expect(201)
                .json()
                .path("number")
                .asText();
        var others = String.join(
                ", ",
                jdbc.queryForList(
                        "select column_name from information_schema.columns"
                                + " where lower(table_name) = 'requisitions' and lower(column_name) <> 'number'",
                        String.class));
        for (int i = 0; i < COMMON; i++) {
            var number = "RS-%04d".formatted(i);
            jdbc.update(
                    "insert into requisitions (number, " + others + ") select ?, " + others
                            + " from requisitions where number = ?",
                    number,
                    pattern);
            word(number, "quarkwaxes");
            word(number, "quarkstone");
        }
        word("RS-0007", "quarkrarity");
    }

    @Test
    @DisplayName("A word that very many have gives the last ones first, and their number")
    void aCommonWord() {
        var found = found("quarkw", null);

        assertThat(found.getTotalElements()).isEqualTo(COMMON);
        assertThat(found.getContent()).hasSize(25);
        assertThat(found.getContent().get(0).number()).hasToString("RS-%04d".formatted(COMMON - 1));
    }

    @Test
    @DisplayName("Two words that very many have, with another condition, are counted right")
    void twoCommonWords() {
        assertThat(found("quarkw quarks", RequisitionStatus.DRAFT).getTotalElements())
                .isEqualTo(COMMON);
        assertThat(found("quarkw quarks", RequisitionStatus.REJECTED)).isEmpty();
    }

    @Test
    @DisplayName("A rare word beside a common one leaves those that have both; a word with two hits in one counts once")
    void aRareWord() {
        assertThat(found("quarkw quarkrar", null).getContent())
                .singleElement()
                .satisfies(one -> assertThat(one.number()).hasToString("RS-0007"));
        assertThat(found("quark", null).getTotalElements()).isEqualTo(COMMON);
    }

    @Test
    @DisplayName("A word that nobody has, and the signs of a pattern, find nothing")
    void nothing() {
        assertThat(found("quarkw nobodyhasthis", null)).isEmpty();
        assertThat(found("qu_rkw", null)).isEmpty();
        assertThat(found("q%kw", null)).isEmpty();
    }

    private Page<RequisitionSummary> found(String text, @Nullable RequisitionStatus status) {
        return search.search(
                null,
                new RequisitionQuery(text, status, null, null, null, null, Set.of()),
                PageRequest.of(0, 25, Sort.by(Sort.Direction.DESC, "number")));
    }

    private void word(String number, String word) {
        jdbc.update("insert into requisition_words (requisition, word) values (?, ?)", number, word);
    }

    private long count(String query) {
        var count = jdbc.queryForObject(query, Long.class);
        return count == null ? 0 : count;
    }
}
