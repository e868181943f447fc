package org.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A browser window at the server of the test, without cookies at first. */
public class Browsing {

    /** On a busy machine a page takes longer than the browser's own half minute. */
    private static final double PATIENCE_MILLISECONDS = 90_000;

    /** A desk, and a phone. */
    private static final List<Integer> WIDTHS = List.of(1400, 390);

    private static final String SETTLED = """
            async () => {
                const frame = () => new Promise(requestAnimationFrame);
                const end = performance.now() + 1000;
                await document.fonts.ready;
                do {
                    await frame();
                    await frame();
                } while (performance.now() < end && (document.querySelector('.htmx-request')
                    || document.getAnimations().some(animation => animation.playState === 'running')));
            }""";

    private final BrowserContext context;
    private final Page page;
    private final String base;
    private final Path screenshots;
    private final List<String> errors = new ArrayList<>();
    private boolean errorsExpected;

    Browsing(Browser browser, String base, Class<?> test) {
        this.base = base;
        this.screenshots = Path.of("target/screenshots", test.getSimpleName());
        this.context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(WIDTHS.get(0), 900)
                // While a page still scrolls on, a click can begin on one element and end on another.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en"));
        context.setDefaultTimeout(PATIENCE_MILLISECONDS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLISECONDS);
        this.page = context.newPage();
        page.onConsoleMessage(this::note);
        page.onPageError(error -> errors.add(page.url() + ": " + error));
    }

    /** The page to act on. */
    public Page page() {
        return page;
    }

    /** Opens a path of this server. */
    public Page open(String path) {
        page.navigate(base + path);
        return page;
    }

    /** Signs in on our own page. The password of the tests' people is their name. */
    public void signIn(String user) {
        open("/sign-in");
        page.fill("input[name=username]", user);
        page.fill("input[name=password]", user);
        page.click("button[type=submit]");
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    /** Leaves, as whoever was signed in, without a page that says so. */
    public void signOut() {
        context.clearCookies();
    }

    /** Signs in as somebody else. */
    public void signInAs(String user) {
        signOut();
        signIn(user);
    }

    /** Goes on with a window of this width. */
    public void width(int width) {
        page.setViewportSize(width, 900);
    }

    /** Keeps what the page looks like at the window's width, and notes where it is too wide for it. */
    public void keep(String name) {
        settle();
        var width = page.viewportSize().width;
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(screenshots.resolve(name + "-" + width + ".png")));
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as(name + " fits into " + width + " pixels")
                .isTrue();
    }

    /** Keeps what the page looks like, on a desk and on a phone, and notes where it is too wide for one. */
    public void screenshot(String name) {
        for (int width : WIDTHS) {
            page.setViewportSize(width, 900);
            settle();
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(screenshots.resolve(name + "-" + width + ".png")));
        }
        page.setViewportSize(WIDTHS.get(0), 900);
    }

    /** Until the page is drawn as it stays: nothing is on its way or moves any more. */
    private void settle() {
        page.evaluate(SETTLED);
    }

    /** Whether everything of our own page fits into the width of a phone. */
    public boolean fitsOnAPhone() {
        page.setViewportSize(WIDTHS.get(1), 900);
        var fits = (Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth");
        page.setViewportSize(WIDTHS.get(0), 900);
        return fits;
    }

    /** For tests in which a page answers with an error on purpose, which browsers report too. */
    public void expectErrors() {
        errorsExpected = true;
    }

    void close(boolean failed) {
        if (failed) {
            page.screenshot(
                    new Page.ScreenshotOptions().setPath(screenshots.resolve("failed-" + System.nanoTime() + ".png")));
        }
        context.close();
        if (!failed && !errorsExpected) {
            assertThat(errors)
                    .as("errors that our own pages wrote to the console")
                    .isEmpty();
        }
    }

    /** The engine's web applications write what they like; our own pages write nothing. */
    private void note(ConsoleMessage message) {
        if (message.type().equals("error") && !message.location().contains("/camunda/")) {
            errors.add(message.location() + ": " + message.text());
        }
    }
}
