package org.countersign.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@CountersignTest
class RequisitionIndexTests {

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    RequisitionIndex index;

    @Test
    @DisplayName("A requisition from before the search gets the words and the total of one that is written today, once")
    void anOldRequisitionIsFound() {
        people.add("ri-admin", Group.ADMINISTRATOR);
        people.add("ri-buyer", Group.PURCHASING_AGENT);
        people.add("ri-anna", "ri-admin", Group.REQUESTER);
        door.as("ri-admin")
                .post("/api/v1/cost-centers", Map.of("code", "CC-RI", "name", "Index", "owner", "ri-admin"))
                .expect(201);
        door.as("ri-buyer")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number",
                                "S-RI",
                                "name",
                                "Wachs Söhne",
                                "email",
                                "ri@example.net",
                                "status",
                                "APPROVED"))
                .expect(201);
        var number = door.as("ri-anna")
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                "Beeswax",
                                "costCenter",
                                "CC-RI",
                                "lines",
                                List.of(Map.of(
                                        "description",
                                        "Yellow pellets",
                                        "quantity",
                                        "3",
                                        "unitPrice",
                                        "1.50",
                                        "supplier",
                                        "S-RI"))))
                .expect(201)
                .json()
                .path("number")
                .asText();
        var written = words(number);
        assertThat(written).contains("beeswax", "pellets", "söhne", "s-ri");

        jdbc.update("delete from requisition_words where requisition = ? and word <> lower(?)", number, number);
        jdbc.update("update requisitions set total = 5 where number = ?", number);
        jdbc.update("insert into requisitions_to_index (requisition) values (?)", number);
        jdbc.update("insert into requisitions_to_index (requisition) values ('REQ-GONE')");
        index.indexSome();

        assertThat(words(number)).isEqualTo(written);
        assertThat(jdbc.queryForObject("select total from requisitions where number = ?", String.class, number))
                .isEqualTo("4.5000");
        assertThat(index.indexSome()).isZero();
    }

    private List<String> words(String number) {
        return jdbc.queryForList(
                "select word from requisition_words where requisition = ? order by word", String.class, number);
    }
}
