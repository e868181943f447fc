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
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole server: real engine, real HTTP on a random port, H2 in memory, no demo, job executor off.
 *
 * <p>All tests that carry just this annotation share one server and one database, so that they are fast: each makes
 * people and documents of its own and asks only for those. Do not add {@code @MockitoBean} or properties without need, for
 * each combination starts another server.
 *
 * <p>Before each test the {@link TestClock} stands at Monday, 2 March 2026, 09:00 UTC, the {@link Mailbox} is empty and
 * nobody is signed in. To be injected:
 *
 * <ul>
 *   <li>{@link TestClock}: {@code clock.advance(Duration.ofDays(3))}; product and engine follow.
 *   <li>{@link TestPeople}: {@code people.add("anna", "manager", Group.APPROVER)}; sign-in name and password are equal.
 *   <li>{@link TestDoor}: HTTP as a person, at any path: {@code door.as("anna").post("/api/v1/requisitions", json)}.
 *   <li>{@link TestJobs}: {@code jobs.runDue("REQ-2026-000001")} does what the job executor would, until quiet.
 *   <li>{@link SignedIn}: {@code signedIn.as("anna", () -> taskService.complete(id))} for calls of the engine's Java API.
 *   <li>{@link Mailbox}: the mails that were sent (GreenMail).
 * </ul>
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE"
                    + ";QUERY_CACHE_SIZE=512",
            "camunda.bpm.job-execution.enabled=false",
            "countersign.demo=false",
            "countersign.nightly-work.looked-after=-",
            "countersign.rematches.looked-after=30d",
            "countersign.operations.looked-after=30d",
            "countersign.operations.digest.enabled=false",
            "countersign.data=target/test-data-${countersign.test-fork:1}",
            "countersign.secret=a-secret-that-only-the-tests-know-0123456789",
            "countersign.generate-secret=false",
            "countersign.administrator.password=admin",
            "countersign.password-strength=4"
        })
@ContextConfiguration(initializers = Mailbox.Starter.class)
@Import(TestSupport.class)
@ExtendWith(FreshStart.class)
@WithoutMockBeans
public @interface CountersignTest {}
