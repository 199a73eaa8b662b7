namespace ContactHub.TestKit;

/// <summary>Lets a program that a test starts by bash end with the test process, however that ends: one that is killed or crashes closes nothing.</summary>
public static class ChildWatch
{
    /// <summary>
    /// What the bash runs before it becomes the program by <c>exec</c>. A signal of the kernel (PR_SET_PDEATHSIG) would come already when the thread ends that
    /// started the program.
    /// </summary>
    public const string Prelude = "(exec <&- >/dev/null 2>&1; while kill -0 $PPID; do kill -0 $$ || exit 0; sleep 1; done; kill -KILL $$) & ";
}
