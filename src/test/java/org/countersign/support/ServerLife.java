package org.countersign.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.camunda.bpm.admin.Admin;
import org.camunda.bpm.cockpit.Cockpit;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.tasklist.Tasklist;
import org.camunda.bpm.welcome.Welcome;
import org.countersign.CountersignApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The product from a start to a stop, on a database file that outlives it. Jobs are done by the engine's own executor, as
 * after any start, and only while {@link #settle} waits for them: whatever is done between leaves its jobs behind, as a crash
 * right after the commit would. Nothing is done at an hour of the day, and there are no doors.
 */
public final class ServerLife implements AutoCloseable {

    private final ConfigurableApplicationContext server;

    /** Puts back what it takes with it when it stops. */
    private final Runnable afterwards;

    private ServerLife(ConfigurableApplicationContext server, Runnable afterwards) {
        this.server = server;
        this.afterwards = afterwards;
    }

    /** Starts it, with everything that became due meanwhile still to be done. */
    public static ServerLife begin(Path data, TestClock clock) {
        clock.set(clock.instant());
        var settings = Stream.of(
                "spring.datasource.url=jdbc:h2:file:" + data.resolve("countersign")
                        + ";WRITE_DELAY=0;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=512",
                "spring.main.lazy-initialization=true",
                "spring.main.banner-mode=off",
                "spring.main.log-startup-info=false",
                "countersign.demo=false",
                "countersign.data=" + data,
                "countersign.secret=a-secret-that-only-the-tests-know-0123456789",
                "countersign.generate-secret=false",
                "countersign.administrator.password=admin",
                "countersign.password-strength=4",
                "camunda.bpm.job-execution.wait-time-in-millis=20",
                "camunda.bpm.job-execution.max-wait=100");
        var server = new SpringApplicationBuilder(CountersignApplication.class)
                .web(WebApplicationType.NONE)
                .initializers(new Mailbox.Starter(), context -> support((GenericApplicationContext) context, clock))
                .run(settings.map(setting -> "--" + setting).toArray(String[]::new));
        var life = new ServerLife(server, () -> {});
        life.executor().shutdown();
        return life;
    }

    /**
     * Starts the product with its doors on a schema of MariaDB that was restored. Jobs are done by the engine's own executor, as
     * soon as it may.
     */
    public static ServerLife restored(String schema, Path data, TestClock clock) {
        var settings = Stream.of(
                "spring.profiles.active=mariadb",
                "server.port=0",
                "spring.main.lazy-initialization=true",
                "spring.main.banner-mode=off",
                "spring.main.log-startup-info=false",
                "spring.datasource.hikari.maximum-pool-size=16",
                "COUNTERSIGN_DB_HOST=127.0.0.1",
                "COUNTERSIGN_DB_PORT=" + MariaDb.port(),
                "COUNTERSIGN_DB_NAME=" + schema,
                "COUNTERSIGN_DB_USER=root",
                "COUNTERSIGN_DB_PASSWORD=",
                "countersign.data=" + data,
                "countersign.secret=a-secret-that-only-the-tests-know-0123456789",
                "countersign.administrator.password=admin",
                "countersign.password-strength=4",
                "countersign.nightly-work.looked-after=-",
                "countersign.operations.digest.enabled=false",
                "camunda.bpm.generic-properties.properties.enablePasswordPolicy=false",
                "camunda.bpm.job-execution.wait-time-in-millis=20",
                "camunda.bpm.job-execution.max-wait=100");
        var webApplications = webApplications();
        return new ServerLife(
                new SpringApplicationBuilder(CountersignApplication.class)
                        .initializers(
                                new Mailbox.Starter(), context -> support((GenericApplicationContext) context, clock))
                        .run(settings.map(setting -> "--" + setting).toArray(String[]::new)),
                webApplications);
    }

    /** The engine's web applications know one server in a process: that of the other tests shall be it again. */
    private static Runnable webApplications() {
        var cockpit = Cockpit.getRuntimeDelegate();
        var admin = Admin.getRuntimeDelegate();
        var tasklist = Tasklist.getRuntimeDelegate();
        var welcome = Welcome.getRuntimeDelegate();
        return () -> {
            Cockpit.setCockpitRuntimeDelegate(cockpit);
            Admin.setAdminRuntimeDelegate(admin);
            Tasklist.setTasklistRuntimeDelegate(tasklist);
            Welcome.setRuntimeDelegate(welcome);
        };
    }

    /** Asks as a person, by HTTP. */
    public HttpResponse<String> ask(String user, String method, String path, String body) {
        var port = server.getEnvironment().getRequiredProperty("local.server.port");
        var credentials = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .header("Authorization", "Basic " + credentials)
                                    .header("Content-Type", "application/json")
                                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void support(GenericApplicationContext context, TestClock clock) {
        context.registerBean("testClock", TestClock.class, () -> clock, bean -> bean.setPrimary(true));
        context.registerBean(TestPeople.class);
        context.registerBean(SignedIn.class);
    }

    /** A bean of the product. */
    public <T> T bean(Class<T> type) {
        return server.getBean(type);
    }

    /** Lets the engine begin with what is due. */
    public void work() {
        executor().start();
    }

    /** Lets the engine do everything that is due, until nothing is left. */
    public void settle() {
        var jobs = bean(ManagementService.class);
        executor().start();
        try {
            Awaitility.await("everything due is done")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(25))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> jobs.createJobQuery().executable().list().stream()
                            .noneMatch(job -> job.getProcessDefinitionKey() != null));
        } finally {
            executor().shutdown();
        }
        assertThat(jobs.createJobQuery().withException().list())
                .as("failed jobs")
                .isEmpty();
    }

    private JobExecutor executor() {
        return bean(JobExecutor.class);
    }

    /** Stops it. What is due is left for the next start. */
    @Override
    public void close() {
        server.close();
        afterwards.run();
    }
}
