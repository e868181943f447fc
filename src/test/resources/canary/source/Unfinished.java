package canary;

/** Somebody will finish this. */
public class Unfinished {
    // TODO finish
}
