package canary;

/** A type with a method that nobody explains. */
public class UndocumentedMethod {

    public int answer() {
        return 42;
    }
}
