package org.countersign.console.web.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.support.Caller.by;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.countersign.mail.MailId;
import org.countersign.mail.MailNotSent;
import org.countersign.mail.Message;
import org.countersign.mail.Outbox;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.Mailbox;
import org.countersign.support.TestClock;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
class MailPageTests {

    private static final RequestPostProcessor OPS = by("mp-ops", Group.OPERATIONS);
    private static final RequestPostProcessor ADMIN = by("mp-admin", Group.ADMINISTRATOR);
    private static final RequestPostProcessor AUDITOR = by("mp-auditor", Group.AUDITOR);
    private static final RequestPostProcessor BUYER = by("mp-buyer", Group.PURCHASING_AGENT);

    @Autowired
    WebApplicationContext web;

    @Autowired
    Outbox outbox;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TestPeople people;

    @Autowired
    TestJobs jobs;

    @Autowired
    TestClock clock;

    @Autowired
    Mailbox mailbox;

    private final String document = "MP-" + UUID.randomUUID();
    private final String address = document.toLowerCase(java.util.Locale.ROOT) + "@example.net";
    private MockMvc mvc;

    @BeforeEach
    void people() {
        DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(web).apply(springSecurity());
        mvc = builder.build();
        people.add("mp-ops", Group.OPERATIONS);
        people.add("mp-admin", Group.ADMINISTRATOR);
        people.add("mp-auditor", Group.AUDITOR);
        people.add("mp-buyer", Group.PURCHASING_AGENT);
        people.add("mp-anna", Group.REQUESTER);
        people.add("mp-receiver", Group.RECEIVER);
        people.add("mp-finance", Group.FINANCE_OFFICER);
    }

    @Test
    @DisplayName(
            "R26: a mail that failed stands first, says why, and goes out again by a person with the same Message-ID")
    void aFailedMailStandsFirstAndIsSentAgain() throws Exception {
        var id = queue("note/1", "no address at all");
        assertThatThrownBy(() -> jobs.runDue(document)).isInstanceOf(MailNotSent.class);

        page("/mails", OPS)
                .andExpect(content().string(containsString("/mails/" + id)))
                .andExpect(content().string(containsString("cannot be written")));
        page("/mails/" + id, ADMIN)
                .andExpect(content().string(containsString("certainly did not go out")))
                .andExpect(content().string(containsString(id.value() + "@")))
                .andExpect(content().string(containsString("The text is not shown")))
                .andExpect(content().string(not(containsString("secret link"))));

        resend(id, ADMIN).andExpect(redirectedUrl("/mails/" + id));
        resend(id, OPS)
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("waiting to be sent already")));
        page("/mails/" + id, OPS).andExpect(content().string(containsString("waiting for its turn")));
    }

    @Test
    @DisplayName("R26: what a crash left is explained, and goes again only by a person")
    void whatIsUncertainIsExplained() throws Exception {
        var id = queue("note/2", address);
        jdbc.update(
                "update mails set status = 'SENDING', attempts = 1, attempted_at = created_at where id = ?",
                id.value());
        page("/mails?document=" + document + "&standing=UNDER_WAY", OPS)
                .andExpect(content().string(containsString("/mails/" + id)));
        resend(id, OPS)
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("going out at this very moment")));

        clock.advance(Duration.ofMinutes(6));
        page("/mails?document=" + document + "&standing=UNCERTAIN", OPS)
                .andExpect(content().string(containsString("/mails/" + id)));
        page("/mails/" + id, OPS)
                .andExpect(content().string(containsString("Nobody knows whether this mail went out")));
        resend(id, OPS).andExpect(status().is3xxRedirection());
        jobs.runDue(document);
        assertThat(mailbox.to(address)).hasSize(1);
        assertThat(mailbox.to(address).get(0).getMessageID()).contains(id.value());
        page("/mails?recipient=" + address.toUpperCase() + "&standing=SENT", OPS)
                .andExpect(content().string(containsString("/mails/" + id)));
    }

    @Test
    @DisplayName("R26: that an uncertain mail arrived is noted with a reason, by operations; it does not go again")
    void anUncertainMailIsKnownToHaveArrived() throws Exception {
        var id = queue("note/8", address);
        confirm(id, "It is there", OPS).andExpect(status().isConflict());
        jdbc.update(
                "update mails set status = 'SENDING', attempts = 1, attempted_at = created_at, last_error = 'broke' where id = ?",
                id.value());
        page("/mails/" + id, OPS).andExpect(content().string(containsString("/confirmation")));
        page("/mails/" + id, AUDITOR).andExpect(content().string(not(containsString("/confirmation"))));
        confirm(id, "It is there", AUDITOR).andExpect(status().isForbidden());
        confirm(id, " ", OPS).andExpect(status().isUnprocessableEntity());

        confirm(id, "It is there", OPS).andExpect(redirectedUrl("/mails/" + id));

        jobs.runDue(document);
        assertThat(mailbox.to(address)).isEmpty();
        confirm(id, "It is there", OPS).andExpect(status().isConflict());
        page("/mails?document=" + document + "&standing=SENT", OPS)
                .andExpect(content().string(containsString("/mails/" + id)));
    }

    private ResultActions confirm(MailId id, String reason, RequestPostProcessor who) throws Exception {
        return mvc.perform(
                post("/mails/" + id + "/confirmation").param("reason", reason).with(who));
    }

    @Test
    void mailsAreFoundByWhatIsAskedFor() throws Exception {
        var id = queue("note/3", address);
        page("/mails?document=" + document, OPS).andExpect(content().string(containsString("/mails/" + id)));
        page("/mails?document=" + document + "&standing=SENT", OPS)
                .andExpect(content().string(containsString("Nothing fits")));
        page("/mails?recipient=100%25", OPS).andExpect(content().string(not(containsString("/mails/" + id))));
        mvc.perform(get("/mails.csv").param("document", document).with(OPS))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(address)))
                .andExpect(content().string(not(containsString("secret link"))));
        mvc.perform(get("/mails/none").with(OPS)).andExpect(status().isNotFound());
    }

    @Test
    @DisplayName(
            "Operations and administrators send again; auditors read, purchasing agents what goes to suppliers, others nothing")
    void rights() throws Exception {
        var note = queue("note/4", address);
        var order = queue("order/" + document, address);

        page("/mails?document=" + document, AUDITOR).andExpect(content().string(containsString("/mails/" + note)));
        page("/mails/" + note, AUDITOR).andExpect(content().string(not(containsString("/resend"))));
        resend(note, AUDITOR).andExpect(status().isForbidden());
        page("/mails?document=" + document, BUYER)
                .andExpect(content().string(containsString("/mails/" + order)))
                .andExpect(content().string(not(containsString("/mails/" + note))));
        mvc.perform(get("/mails/" + note).with(BUYER)).andExpect(status().isNotFound());
        resend(order, BUYER).andExpect(status().isForbidden());
        for (var stranger : List.of(
                by("mp-anna", Group.REQUESTER),
                by("mp-receiver", Group.RECEIVER),
                by("mp-finance", Group.FINANCE_OFFICER))) {
            mvc.perform(get("/mails").with(stranger)).andExpect(status().isForbidden());
            mvc.perform(get("/mails.csv").with(stranger)).andExpect(status().isForbidden());
            mvc.perform(get("/mails/" + order).with(stranger)).andExpect(status().isForbidden());
            resend(order, stranger).andExpect(status().isForbidden());
        }
        mvc.perform(get("/mails")).andExpect(status().is3xxRedirection());
    }

    private MailId queue(String key, String to) {
        return new TransactionTemplate(transactions)
                .execute(status -> outbox.queue(new Message(
                        key + "/" + document,
                        new DocumentNumber(document),
                        List.of(to),
                        "News about " + document,
                        "secret link",
                        "<p>secret link</p>",
                        List.of())));
    }

    private ResultActions resend(MailId id, RequestPostProcessor who) throws Exception {
        return mvc.perform(post("/mails/" + id + "/resend").with(who));
    }

    private ResultActions page(String path, RequestPostProcessor who) throws Exception {
        return mvc.perform(get(path).with(who)).andExpect(status().isOk());
    }
}
