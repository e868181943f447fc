package org.countersign.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * One browser for this run: the system's Chromium or Chrome, else Playwright's own download. Chromium without windows comes
 * first: it draws the same pages and spares a processor the window around them.
 */
class BrowserExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {

    private static final List<String> PLACES = List.of(
            "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/usr/bin/google-chrome-stable");

    /** As root, and in containers, Chromium's own sandbox has nothing to stand on. */
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--lang=en");

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(BrowserExtension.class);

    private static Browser browser;
    private static String missing;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (browser().isPresent()) {
            return ConditionEvaluationResult.enabled("A browser is there");
        }
        System.err.println(
                "\n*** NO BROWSER: " + context.getDisplayName() + " IS SKIPPED, AND NOBODY HAS LOOKED AT THE PAGES."
                        + "\n*** Install chromium or google-chrome. " + missing + "\n");
        return ConditionEvaluationResult.disabled("No browser: " + missing);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browsing.class;
    }

    @Override
    public Browsing resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var environment = SpringExtension.getApplicationContext(context).getEnvironment();
        var base = "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        Browsing.class,
                        key -> new Browsing(browser().orElseThrow(), base, context.getRequiredTestClass()),
                        Browsing.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var browsing = context.getStore(NAMESPACE).remove(Browsing.class, Browsing.class);
        if (browsing != null) {
            browsing.close(context.getExecutionException().isPresent());
        }
    }

    private static synchronized Optional<Browser> browser() {
        if (browser == null && missing == null) {
            try {
                browser = launch();
            } catch (PlaywrightException e) {
                missing = e.getMessage().lines().findFirst().orElse("");
            }
        }
        return Optional.ofNullable(browser);
    }

    private static Browser launch() {
        var installed = installed();
        var playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(installed.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of()));
        var options = new BrowserType.LaunchOptions().setArgs(ARGUMENTS);
        installed.ifPresent(options::setExecutablePath);
        return playwright.chromium().launch(options);
    }

    private static Optional<Path> installed() {
        return Stream.concat(Optional.ofNullable(System.getenv("CHROMIUM")).stream(), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
