package org.countersign.workflow.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.countersign.currency.ExchangeRates;
import org.countersign.people.Organization;
import org.countersign.shared.Money;
import org.countersign.shared.Restores;
import org.countersign.shared.UserId;
import org.countersign.support.CoreTest;
import org.countersign.support.InMemoryDirectory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.util.AopTestUtils;
import org.springframework.test.util.ReflectionTestUtils;

@CoreTest
@Import(DemoMasters.class)
@TestPropertySource(properties = "countersign.demo=true")
class DemoMastersTests {

    @Autowired
    private DemoMasters demo;

    @Autowired
    private Organization organization;

    @Autowired
    private InMemoryDirectory directory;

    @Autowired
    private ExchangeRates rates;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Restores restores;

    @Test
    void theDemonstrationsOrganisationIsThatOfTheProduct() {
        assertThat(manager("requester")).isEqualTo("manager");
        assertThat(manager("manager")).isEqualTo("department-head");
        assertThat(manager("department-head")).isEqualTo("cfo");
        assertThat(organization.managerOf(new UserId("cfo"))).isEmpty();
        for (var user :
                new String[] {"finance", "buyer", "receiver", "ap", "admin", "second-admin", "auditor", "analyst", "ops"
                }) {
            assertThat(manager(user)).isEqualTo("department-head");
            assertThat(directory.passwordOf(user)).isEqualTo(user);
        }
        assertThat(organization.activeMembersOf("approver"))
                .containsExactlyInAnyOrder(new UserId("manager"), new UserId("department-head"));
        assertThat(organization.activeMembersOf("administrator"))
                .as("a change of a table takes two")
                .containsExactlyInAnyOrder(new UserId("admin"), new UserId("second-admin"));
        assertThat(organization.groupsOf(new UserId("cfo"))).containsExactlyInAnyOrder("cfo", "finance-officer");
        assertThat(organization.groupsOf(new UserId("analyst")))
                .containsExactlyInAnyOrder("process-analyst", "it-approver");
        assertThat(organization.costCenter("CC-100").orElseThrow().owner()).isEqualTo("department-head");
        assertThat(rates.toBase(Money.of("100", "GBP"), LocalDate.of(2021, 1, 1)))
                .isPresent();
    }

    @Test
    void itIsFilledOnce() {
        var before = rows();
        demo.run(new DefaultApplicationArguments());
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    @DisplayName(
            "A restored database stays as it is while it is held, and is filled by the first start after its release")
    void nothingIsWrittenWhileHeld() {
        var server = AopTestUtils.<Object>getTargetObject(restores);
        jdbc.update("delete from exchange_rates where currency = 'GBP'");
        jdbc.update("insert into restores (id, restored_at, seen_at, mails) values ('demo', now(6), now(6), 0)");
        ReflectionTestUtils.setField(server, "held", null);
        var before = rows();
        try {
            demo.run(new DefaultApplicationArguments());
            assertThat(rows()).isEqualTo(before);
        } finally {
            jdbc.update("delete from restores");
            ReflectionTestUtils.setField(server, "held", null);
        }
        demo.run(new DefaultApplicationArguments());
        assertThat(rows()).isNotEqualTo(before);
    }

    @Test
    @DisplayName("All that the demonstration fills in leaves a held database alone")
    void noOtherStartFillsIn() {
        assertThat(List.of(DemoCustomers.class, DemoPurchases.class)).allMatch(DemoData.class::isAssignableFrom);
    }

    private String manager(String user) {
        return organization.managerOf(new UserId(user)).orElseThrow().value();
    }

    private String rows() {
        return String.join(
                " ",
                java.util.stream.Stream.of(
                                "people",
                                "departments",
                                "cost_centers",
                                "suppliers",
                                "items",
                                "exchange_rates",
                                "audit_entries")
                        .map(table -> table + "=" + jdbc.queryForObject("select count(*) from " + table, Long.class))
                        .toList());
    }
}
