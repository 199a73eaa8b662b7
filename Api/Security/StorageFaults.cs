using System.Data.Common;
using ContactHub.Silo;
using ContactHub.Storage;
using ContactHub.Texts;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace ContactHub.Security;

/// <summary>Answers 503 with the code <c>unavailable</c> when a database can't be used or a grain does not answer now: trying again is right.</summary>
internal sealed partial class StorageFaults(ILogger<StorageFaults> logger) : IExceptionHandler
{
    /// <summary>Whether it says that a database can't be used now; Entity Framework wraps what passes by itself in an exception of its own.</summary>
    public static bool IsStorage(Exception exception) =>
        exception is StorageUnavailableException or DbException or DbUpdateException { InnerException: DbException } or InvalidOperationException { InnerException: DbException };

    /// <summary>Whether trying again later is right: a database can't be used now, or a grain does not answer.</summary>
    public static bool IsPassing(Exception exception) => IsStorage(exception) || GrainFaults.IsPassing(exception);

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
    {
        if (!IsPassing(exception)) return false;
        Unavailable(exception, context.GetEndpoint()?.DisplayName ?? "unknown");
        await Problems.Refuse(StatusCodes.Status503ServiceUnavailable, "unavailable",
            new StaffText("Sunucu şu an yanıt veremiyor; yeniden deneyin.",
                "The hub can't answer at the moment; try again.")).ExecuteAsync(context);
        return true;
    }

    [LoggerMessage(EventId = 7101, Level = LogLevel.Error, Message = "The database or a grain could not be used for {Endpoint}")]
    private partial void Unavailable(Exception exception, string endpoint);
}
