package io.cartulary.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A person at the console, in a Chromium without a window. */
final class Browser implements AutoCloseable {

    /** How long a person waits for what they expect to see. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final String DRIVER = "chromedriver";

    /** Where screenshots go. */
    private static final Path PICTURES = Path.of("target", "console");

    private final ChromeDriver driver;
    private final String origin;

    /** Of the person who is signed in; the page itself forgets it whenever it is loaded. */
    private @Nullable String token;

    private Browser(ChromeDriver driver, String origin) {
        this.driver = driver;
        this.origin = origin;
    }

    /** Whether there are Chromium and its driver. */
    static boolean isThere() {
        return binary().isPresent() && onPath(DRIVER).isPresent();
    }

    /** @param origin where the console is, without a path */
    static Browser at(String origin) {
        var options = new ChromeOptions()
                .addArguments(
                        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en-GB")
                .setBinary(binary().orElseThrow().toFile());
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath(DRIVER).orElseThrow().toFile())
                .build();
        var browser = new Browser(new ChromeDriver(service, options), origin);
        browser.resize(1400, 1000);
        return browser;
    }

    private static Optional<Path> binary() {
        return NAMES.stream().flatMap(name -> onPath(name).stream()).findFirst();
    }

    private static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens the console at a path behind {@code /console}, in this tab, as the person who was signed in there last. */
    void open(String path) {
        // the token is in the fragment, which alone would not load the page again
        driver.get("about:blank");
        driver.get(origin + "/console" + path + (token == null ? "" : "#token=" + token));
        if (token != null) {
            signedIn();
        }
    }

    /** Opens it as somebody else. */
    void open(String path, String token) {
        this.token = token;
        open(path);
    }

    /** Opens what is open by its address, as from a bookmark. */
    void openAgain() {
        open(address().substring("/console".length()));
    }

    private void signedIn() {
        until(() ->
                !driver.findElements(By.cssSelector("console-shell > header")).isEmpty());
    }

    void signOut() {
        token = null;
        driver.get("about:blank");
    }

    void reload() {
        driver.navigate().refresh();
    }

    void back() {
        driver.navigate().back();
    }

    void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        // a window is not narrower than 500 px; what a page sees may be
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Runs a script in each page before the page's own. */
    void beforeEachPage(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** As in a browser that was never here. */
    void forgetFiles() {
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
    }

    /** What the page's scripts hold after a garbage collection, in bytes. */
    long heap() {
        driver.executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
        Object used = driver.executeCdpCommand("Runtime.getHeapUsage", Map.of()).get("usedSize");
        return ((Number) Objects.requireNonNull(used)).longValue();
    }

    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Waits until the page says so, anywhere. */
    void see(String text) {
        until(() -> text().contains(text), "the page says “%s”".formatted(text));
    }

    void seeNot(String text) {
        until(() -> !text().contains(text), "the page does not say “%s”".formatted(text));
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    String address() {
        return driver.getCurrentUrl().substring(origin.length());
    }

    void arriveAt(String path) {
        until(() -> address().equals("/console" + path), "the address is " + path);
    }

    /** Clicks the button, link or summary that is called so. */
    void click(String name) {
        click(By.xpath("//*[self::button or self::a or self::summary][normalize-space(.)=%1$s or @aria-label=%1$s]"
                .formatted(quoted(name))));
    }

    /** Clicks what the selector finds first. */
    void clickOn(String selector) {
        click(By.cssSelector(selector));
    }

    private void click(By by) {
        until(
                () -> {
                    Optional<WebElement> found = driver.findElements(by).stream()
                            .filter(WebElement::isDisplayed)
                            .findFirst();
                    found.ifPresent(WebElement::click);
                    return found.isPresent();
                },
                by + " can be clicked");
    }

    /** Types into the field of that name, in the place of what is there. */
    void type(String name, String text) {
        typeInto("[name='%s']".formatted(name), text);
    }

    void typeInto(String selector, String text) {
        WebElement field = find(selector);
        field.clear();
        field.sendKeys(text);
    }

    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    void enter() {
        press(Keys.ENTER);
    }

    /** Chooses in the list of that name. */
    void choose(String name, String value) {
        clickOn("[name='%s'] option[value='%s']".formatted(name, value));
    }

    WebElement find(String selector) {
        until(() -> !driver.findElements(By.cssSelector(selector)).isEmpty(), selector + " is there");
        return driver.findElement(By.cssSelector(selector));
    }

    int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    Object runAsync(String script, Object... arguments) {
        driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(1));
        return driver.executeAsyncScript(script, arguments);
    }

    void until(BooleanSupplier condition) {
        until(condition, "what was expected is there");
    }

    private void until(BooleanSupplier condition, String what) {
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> "%s; at %s it says:%n%s%n%s".formatted(what, address(), text(), errors()))
                .until(_ -> condition.getAsBoolean());
    }

    /** What the browser has complained of since it was asked last: scripts that failed, and what the policy refused. */
    List<String> errors() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(entry -> entry.getMessage())
                // an answer that is a problem is no error of the page
                .filter(message -> !message.contains("Failed to load resource"))
                .toList();
    }

    /** What axe-core finds against WCAG 2.2 AA. */
    void isAccessible(String page) {
        List<Rule> violations = new AxeBuilder()
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze(driver)
                .getViolations();
        assertThat(violations.stream()
                        .flatMap(rule -> rule.getNodes().stream()
                                .map(node -> rule.getId() + ": " + node.getHtml() + " " + node.getFailureSummary())))
                .as("what axe-core finds at %s", page)
                .isEmpty();
    }

    void takePicture(String name) throws IOException {
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    @Override
    public void close() {
        driver.quit();
    }
}
