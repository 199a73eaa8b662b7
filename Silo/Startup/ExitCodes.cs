namespace ContactHub.Startup;

/// <summary>What the process ends with.</summary>
public static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>A command that checks has found something.</summary>
    public const int Problems = 1;

    /// <summary>A command's arguments or files are wrong.</summary>
    public const int Usage = 2;

    /// <summary>The database or the port can't be used.</summary>
    public const int CannotStart = 75;

    /// <summary>The configuration is wrong; all faults were listed.</summary>
    public const int Configuration = 78;
}
