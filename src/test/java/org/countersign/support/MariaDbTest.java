package org.countersign.support;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * Like {@link CountersignTest}, but on MariaDB with the profile for production: what such a test proves, H2 does not. Only
 * the password policy is off, for {@link TestPeople} have simple ones.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "camunda.bpm.generic-properties.properties.enablePasswordPolicy=false",
            "countersign.nightly-work.looked-after=-",
            "countersign.rematches.looked-after=30d",
            "countersign.operations.looked-after=30d",
            "countersign.operations.digest.enabled=false",
            "countersign.data=target/test-data-${countersign.test-fork:1}",
            "countersign.secret=a-secret-that-only-the-tests-know-0123456789",
            "countersign.administrator.password=admin",
            "countersign.payment.iban=DE89370400440532013000",
            "countersign.payment.bic=COBADEFFXXX",
            "countersign.password-strength=4"
        })
@ActiveProfiles("mariadb")
@ContextConfiguration(initializers = {Mailbox.Starter.class, MariaDb.Starter.class})
@Import(TestSupport.class)
@ExtendWith(FreshStart.class)
@WithoutMockBeans
public @interface MariaDbTest {}
