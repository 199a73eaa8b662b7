namespace ContactHub.Files;

/// <summary>Removes uploads that were never posted, every hour. That several nodes do it at the same time harms nothing.</summary>
internal sealed class UploadSweeper(UploadStore uploads, TimeProvider clock, ILogger<UploadSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                if (await uploads.Sweep(stoppingToken) is > 0 and var files) FilesLog.Swept(logger, files);
            }
            catch (Exception e) when (Security.StorageFaults.IsPassing(e))
            {
                FilesLog.NotSwept(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
