package org.countersign.support;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The beans that tests get injected. */
@TestConfiguration(proxyBeanMethods = false)
@Import({TestPeople.class, TestDoor.class, TestJobs.class, SignedIn.class})
public class TestSupport {

    @Bean
    @Primary
    TestClock testClock() {
        return new TestClock();
    }

    @Bean
    Mailbox mailbox() {
        return new Mailbox();
    }

    @Bean
    ExampleScanner exampleScanner() {
        return new ExampleScanner();
    }
}
