using System.Data.Common;
using ContactHub.Storage;
using ContactHub.Texts;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace ContactHub.Security;

/// <summary>Answers 503 with the code <c>unavailable</c> when a database can't be used now: nothing was changed, and trying again is right.</summary>
internal sealed partial class StorageFaults(ILogger<StorageFaults> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
    {
        if (exception is not (StorageUnavailableException or DbException or DbUpdateException { InnerException: DbException })) return false;
        Unavailable(exception, context.GetEndpoint()?.DisplayName ?? "unknown");
        await Problems.Refuse(StatusCodes.Status503ServiceUnavailable, "unavailable",
            new StaffText("Sunucu şu an veritabanına ulaşamıyor; yeniden deneyin.",
                "The hub can't reach its database at the moment; try again.")).ExecuteAsync(context);
        return true;
    }

    [LoggerMessage(EventId = 7101, Level = LogLevel.Error, Message = "The database could not be used for {Endpoint}")]
    private partial void Unavailable(Exception exception, string endpoint);
}
